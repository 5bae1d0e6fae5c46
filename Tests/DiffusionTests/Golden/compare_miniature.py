"""Compares `cxrl sample` with diffusers on a whole model folder, step by step.

    pip install torch diffusers transformers safetensors
    python compare_miniature.py [--model Samples/miniature] [--program .build/release/cxrl]

diffusers' pipeline loads the folder without further arguments and makes a picture of 20
deterministic DDIM steps without guidance; the program makes the same from the same noise. Exits
with 1 where a step's latents, or a pixel of the picture, differ by more than the tolerance.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
import torch
from diffusers import DDIMScheduler, StableDiffusionPipeline
from PIL import Image
from safetensors.torch import load_file, save_file

ROOT = Path(__file__).resolve().parents[3]
STEPS = 20


def with_diffusers(pipeline, prompt, noise):
    """The latents of every step, and the grey picture in [0, 1]."""
    walk = [noise]

    def remember(pipeline, step, timestep, values):
        walk.append(values["latents"])
        return values

    output = pipeline(
        prompt, latents=noise, num_inference_steps=STEPS, guidance_scale=1, eta=0,
        output_type="latent", callback_on_step_end=remember)
    with torch.no_grad():
        decoded = pipeline.vae.decode(output.images / pipeline.vae.config.scaling_factor).sample
    picture = (decoded / 2 + 0.5).clamp(0, 1).mean(dim=1)[0]
    return torch.cat(walk), picture


def with_program(program, model, prompt, noise, folder):
    save_file({"latents": noise[0].contiguous()}, folder / "noise.safetensors")
    subprocess.run([
        program, "sample", "--model", model, "--prompt", prompt, "--latents",
        folder / "noise.safetensors", "--eta", "0", "--steps", str(STEPS), "--guidance", "1",
        "--trajectory", folder / "trajectory", "--out", folder / "picture.png"], check=True)
    latents = load_file(folder / "trajectory" / "trajectory.safetensors")["latents"]
    picture = numpy.asarray(Image.open(folder / "picture.png").convert("L")) / 255
    return latents.float(), torch.from_numpy(picture)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=ROOT / "Samples/miniature")
    parser.add_argument("--program", type=Path, default=ROOT / ".build/release/cxrl")
    parser.add_argument("--prompt", default="mild edema")
    parser.add_argument("--tolerance", type=float, default=1e-3)
    options = parser.parse_args()

    pipeline = StableDiffusionPipeline.from_pretrained(options.model)
    pipeline.set_progress_bar_config(disable=True)
    if not isinstance(pipeline.scheduler, DDIMScheduler):
        sys.exit(f"The folder's scheduler is {type(pipeline.scheduler).__name__}, not DDIM.")
    unet = pipeline.unet.config
    noise = torch.randn(
        (1, unet.in_channels, unet.sample_size, unet.sample_size),
        generator=torch.Generator().manual_seed(0))

    expected, expected_picture = with_diffusers(pipeline, options.prompt, noise)
    with tempfile.TemporaryDirectory() as folder:
        found, picture = with_program(
            options.program, options.model, options.prompt, noise, Path(folder))

    if found.shape != expected.shape or picture.shape != expected_picture.shape:
        sys.exit(f"{found.shape} and {picture.shape} where {expected.shape} and "
                 f"{expected_picture.shape} are expected.")
    errors = (found - expected).abs().amax(dim=(1, 2, 3))
    pixels = (picture - expected_picture).abs().max().item()
    print(f"latents: largest difference {errors.max():.2e}, after step {errors.argmax()}")
    # The PNG holds 8 bits.
    print(f"picture: largest difference {pixels:.2e} (rounding to 8 bits: {0.5 / 255:.2e})")
    if not (errors.max() <= options.tolerance and pixels <= options.tolerance + 0.5 / 255):
        sys.exit("The program and diffusers differ.")


if __name__ == "__main__":
    main()
