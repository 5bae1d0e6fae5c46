"""Writes models of full size with random weights, and what diffusers makes of them.

Run anywhere (diffusers 0.42.1, transformers 5.24.0, torch 2.13.0; 10 GB of disk, 9 GB of memory):

    pip install torch diffusers transformers safetensors
    python make_full_size.py FOLDER
    CXRL_FULL_SIZE=FOLDER swift test --filter FullSize

FOLDER/sd-1.5 is a whole `diffusers` folder in the configuration of Stable Diffusion 1.5, and
FOLDER/sd-2.1 a UNet in that of 2.1. Beside each lies `golden.safetensors`: a prediction for latents
of 64 × 64, and the picture of 512 × 512 that the autoencoder makes of such latents. The weights are
random, so that the pictures are noise; the sizes and the arithmetic are those of the real models.
"""

import argparse
import gc
import json
import shutil
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

TOKENIZER = Path(__file__).resolve().parents[3] / "Samples/miniature/tokenizer"
CONTEXT = 77

UNETS = {
    "sd-1.5": dict(cross_attention_dim=768, attention_head_dim=8),
    "sd-2.1": dict(cross_attention_dim=1024, attention_head_dim=[5, 10, 20, 20],
                   use_linear_projection=True, upcast_attention=True),
}


def normal(*shape, seed):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def write_unet(folder, settings):
    """The UNet's folder; the input and the output of one prediction."""
    torch.manual_seed(1)
    unet = UNet2DConditionModel(
        sample_size=64, block_out_channels=(320, 640, 1280, 1280), layers_per_block=2,
        down_block_types=("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",),
        up_block_types=("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3, **settings).eval()
    latents = normal(2, 4, 64, 64, seed=2)
    context = normal(2, CONTEXT, settings["cross_attention_dim"], seed=3)
    timesteps = torch.tensor([981, 21])
    with torch.no_grad():
        output = unet(latents, timesteps, context).sample
    unet.save_pretrained(folder / "unet")
    return dict(latents=latents, context=context, timesteps=timesteps, output=output)


def write_autoencoder(folder):
    torch.manual_seed(4)
    autoencoder = AutoencoderKL(
        block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=4,
        sample_size=512, down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4).eval()
    latents = normal(1, 4, 64, 64, seed=5)
    with torch.no_grad():
        picture = autoencoder.decode(latents / autoencoder.config.scaling_factor).sample
    autoencoder.save_pretrained(folder / "vae")
    return dict(picture_latents=latents, picture=picture)


def write_text_encoder(folder):
    """CLIP-L, with a small vocabulary in front of unused rows."""
    shutil.copytree(TOKENIZER, folder / "tokenizer")
    path = folder / "tokenizer/tokenizer_config.json"
    settings = json.loads(path.read_text())
    path.write_text(json.dumps(dict(settings, model_max_length=CONTEXT), indent=1) + "\n")
    vocabulary = json.loads((folder / "tokenizer/vocab.json").read_text())
    begin, end = vocabulary[settings["bos_token"]], vocabulary[settings["eos_token"]]
    torch.manual_seed(6)
    CLIPTextModel(CLIPTextConfig(
        vocab_size=49408, hidden_size=768, intermediate_size=3072, num_hidden_layers=12,
        num_attention_heads=12, max_position_embeddings=CONTEXT, hidden_act="quick_gelu",
        projection_dim=768, bos_token_id=begin, eos_token_id=end, pad_token_id=end)
    ).save_pretrained(folder / "text_encoder")


def write_rest(folder):
    DDIMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False,
        set_alpha_to_one=False, steps_offset=1).save_pretrained(folder / "scheduler")
    index = dict(
        _class_name="StableDiffusionPipeline", _diffusers_version="0.30.0",
        requires_safety_checker=False, safety_checker=[None, None],
        feature_extractor=[None, None], scheduler=["diffusers", "DDIMScheduler"],
        tokenizer=["transformers", "CLIPTokenizer"], unet=["diffusers", "UNet2DConditionModel"],
        vae=["diffusers", "AutoencoderKL"], text_encoder=["transformers", "CLIPTextModel"])
    (folder / "model_index.json").write_text(json.dumps(index, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    for name, settings in UNETS.items():
        folder = options.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        golden = write_unet(folder, settings)
        gc.collect()
        if name == "sd-1.5":
            golden |= write_autoencoder(folder)
            write_text_encoder(folder)
            write_rest(folder)
        save_file({key: value.contiguous() for key, value in golden.items()},
                  folder / "golden.safetensors")
        gc.collect()


if __name__ == "__main__":
    main()
