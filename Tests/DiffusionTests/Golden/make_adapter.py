"""Makes the adapter file that DiffusionTests compare with.

Run in this folder, after make_golden.py (diffusers 0.42.1, peft 0.21.2, torch 2.13.0):

    pip install torch diffusers transformers peft safetensors
    python make_adapter.py

`adapter/` has random low-rank adapters of the attention projections of `unet-convolutions`, with a
rank of 2 and an alpha of 6, and what that UNet predicts with them from the inputs of its golden.
"""

import shutil

import torch
from diffusers import StableDiffusionPipeline, UNet2DConditionModel
from diffusers.training_utils import _collate_lora_metadata
from diffusers.utils import convert_state_dict_to_diffusers
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict
from safetensors.torch import load_file

from make_golden import HERE, write


def main():
    torch.set_num_threads(1)
    unet = UNet2DConditionModel.from_pretrained(HERE / "unet-convolutions").float().eval()
    unet.add_adapter(LoraConfig(
        r=2, lora_alpha=6, target_modules=["to_q", "to_k", "to_v", "to_out.0"]))
    generator = torch.Generator().manual_seed(70)
    with torch.no_grad():
        for name, parameter in unet.named_parameters():
            if "lora_" in name:
                parameter.copy_(0.3 * torch.randn(parameter.shape, generator=generator))
    folder = HERE / "adapter"
    shutil.rmtree(folder, ignore_errors=True)
    StableDiffusionPipeline.save_lora_weights(
        folder, unet_lora_layers=convert_state_dict_to_diffusers(get_peft_model_state_dict(unet)),
        **_collate_lora_metadata({"unet": unet}))
    inputs = load_file(HERE / "unet-convolutions/golden.safetensors")
    with torch.no_grad():
        output = unet(inputs["latents"], inputs["timesteps"],
                      encoder_hidden_states=inputs["context"]).sample
    write({"output": output}, "adapter/golden.safetensors")


if __name__ == "__main__":
    main()
