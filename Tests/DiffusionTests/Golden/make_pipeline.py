"""Makes the folder and the numbers of whole walks that DiffusionTests compare with.

Run in this folder, after make_golden.py (diffusers 0.42.1, transformers 5.24.0, torch 2.13.0):

    pip install torch diffusers transformers safetensors
    python make_pipeline.py

`pipeline/` has a text encoder, a tokenizer and a schedule; its UNet and autoencoder are those of
`unet-convolutions` and `autoencoder-color`. The walks begin with the same latents and are guided.
"""

import json
import shutil
import tempfile
from pathlib import Path

import torch
from diffusers import (
    DDIMScheduler, DPMSolverMultistepScheduler, EulerDiscreteScheduler, PNDMScheduler,
    StableDiffusionPipeline)
from transformers import CLIPTextConfig, CLIPTextModel

from make_golden import HERE, SD_SCHEDULE, normal, randomize, write

PROMPT = "PA chest radiograph. The heart is enlarged; no pleural effusion."
STEPS = 10


def make_folder():
    """Everything but the UNet and the autoencoder."""
    folder = HERE / "pipeline"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE.parents[1] / "TextTests/Golden/tokenizer", folder / "tokenizer")
    vocabulary = json.loads((folder / "tokenizer/vocab.json").read_text())
    settings = json.loads((folder / "tokenizer/tokenizer_config.json").read_text())
    begin, end = vocabulary[settings["bos_token"]], vocabulary[settings["eos_token"]]
    config = CLIPTextConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=24, num_hidden_layers=2,
        num_attention_heads=2, max_position_embeddings=settings["model_max_length"],
        hidden_act="quick_gelu", projection_dim=16, bos_token_id=begin, eos_token_id=end,
        pad_token_id=end)
    randomize(CLIPTextModel(config), 40).save_pretrained(folder / "text_encoder")
    # as Stable Diffusion 1.5 and 2.1-base were published
    PNDMScheduler(set_alpha_to_one=False, skip_prk_steps=True, **{
        key: value for key, value in SD_SCHEDULE.items() if key != "clip_sample"}
    ).save_pretrained(folder / "scheduler")
    path = folder / "scheduler/scheduler_config.json"
    scheduler = json.loads(path.read_text())
    del scheduler["timestep_spacing"]
    path.write_text(json.dumps(dict(scheduler, clip_sample=False), indent=1) + "\n")
    return folder


def load(folder):
    with tempfile.TemporaryDirectory() as whole:
        shutil.copytree(folder, whole, dirs_exist_ok=True)
        shutil.copytree(HERE / "unet-convolutions", Path(whole) / "unet")
        shutil.copytree(HERE / "autoencoder-color", Path(whole) / "vae")
        index = {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.30.0"}
        for name, entry in dict(
                scheduler=["diffusers", "PNDMScheduler"], unet=["diffusers", "UNet2DConditionModel"],
                vae=["diffusers", "AutoencoderKL"], tokenizer=["transformers", "CLIPTokenizer"],
                text_encoder=["transformers", "CLIPTextModel"], safety_checker=[None, None],
                feature_extractor=[None, None]).items():
            index[name] = entry
        (folder / "model_index.json").write_text(json.dumps(index, indent=1) + "\n")
        shutil.copy(folder / "model_index.json", whole)
        return StableDiffusionPipeline.from_pretrained(whole, dtype=torch.float32)


def walk(pipeline, kind, noise, guidance):
    """The latents after every step."""
    pipeline.scheduler = kind.from_config(pipeline.scheduler.config)
    latents = []

    def remember(pipeline, step, timestep, values):
        latents.append(values["latents"])
        return values

    pipeline(PROMPT, latents=noise, num_inference_steps=STEPS, guidance_scale=guidance, eta=0,
             output_type="latent", callback_on_step_end=remember)
    if kind is EulerDiscreteScheduler:
        latents = [value / (pipeline.scheduler.sigmas[index + 1] ** 2 + 1) ** 0.5
                   for index, value in enumerate(latents)]
    return torch.stack(latents)


def main():
    torch.set_num_threads(1)
    pipeline = load(make_folder())
    pipeline.set_progress_bar_config(disable=True)
    noise = normal(1, 4, 8, 8, seed=50)
    original = pipeline.scheduler
    tensors = dict(noise=noise, ids=pipeline.tokenizer(
        PROMPT, padding="max_length", max_length=pipeline.tokenizer.model_max_length,
        truncation=True, return_tensors="pt").input_ids)
    for name, kind in [("ddim", DDIMScheduler), ("euler", EulerDiscreteScheduler),
                       ("dpm++_2m", DPMSolverMultistepScheduler)]:
        pipeline.scheduler = original
        tensors[name] = walk(pipeline, kind, noise, guidance=3)
    with torch.no_grad():
        latents = tensors["ddim"][-1] / pipeline.vae.config.scaling_factor
        picture = pipeline.vae.decode(latents).sample
    tensors["picture"] = (picture / 2 + 0.5).clamp(0, 1).mean(dim=1, keepdim=True)
    write(tensors, "pipeline/golden.safetensors")


if __name__ == "__main__":
    main()
