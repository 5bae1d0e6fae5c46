"""Makes `tiny-autoencoder/`, a small decoder that DiffusionTests compare with.

Run in this folder (diffusers 0.42.1, torch 2.13.0):

    pip install torch diffusers safetensors
    python make_tiny_autoencoder.py
"""

import torch
from diffusers import AutoencoderTiny

from make_golden import normal, randomize, save, write


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = save(randomize(AutoencoderTiny(
        latent_channels=4, encoder_block_out_channels=(8, 8, 8),
        decoder_block_out_channels=(8, 8, 8), num_encoder_blocks=(1, 1, 1),
        num_decoder_blocks=(2, 1, 1), scaling_factor=0.5), 60), "tiny-autoencoder")
    latents = 2 * normal(2, 4, 6, 5, seed=61)
    with torch.no_grad():
        decoded = model.decode(latents / model.config.scaling_factor).sample
    write(dict(latents=latents, decoded=decoded), "tiny-autoencoder/golden.safetensors")


if __name__ == "__main__":
    main()
