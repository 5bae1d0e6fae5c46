"""Compares what `cxrl export` writes with the policy that `cxrl sample` draws with.

    pip install torch diffusers transformers peft safetensors
    python compare_export.py [--model Samples/miniature] [--program .build/release/cxrl]

Trains two tiny runs, one with low-rank adapters and one of the whole UNet, with embeddings appended
to the context, exports each in every form that it has, and walks the same noise: the program with
the run's policy, diffusers with the exported folder, or with the first model and
`load_lora_weights`, the embeddings in `prompt_embeds`. The program walks the exported files too.
Exits with 1 where latents differ.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
from diffusers import DDIMScheduler, StableDiffusionPipeline
from safetensors.torch import load_file, save_file

ROOT = Path(__file__).resolve().parents[3]
PROMPT = "PA chest radiograph. The heart is enlarged."
STEPS = 4


class Comparison:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.failures = 0

    def cxrl(self, *words):
        subprocess.run([self.options.program, *map(str, words)], check=True,
                       stdout=subprocess.DEVNULL)

    def train(self, name, *settings):
        """A run whose weights moved far enough to see."""
        run = self.folder / "runs" / name
        given = ["rollout.steps=2", "rollout.prompts_per_epoch=1", "rollout.samples_per_prompt=2",
                 "rlcf.mini_batches=2", "rlcf.inner_epochs=1", "anchor.bank_size=1",
                 "model.threads=1", "ace.learning_rate=0.5", *settings]
        self.cxrl("train", "--model", self.options.model, "--epochs", 1, "--run", run, "--seed", 5,
                  *[word for setting in given for word in ("--set", setting)])
        return run

    def with_program(self, name, *source):
        save_file({"latents": self.noise[0].contiguous()}, self.folder / "noise.safetensors")
        trajectory = self.folder / f"trajectory-{name}"
        self.cxrl("sample", *source, "--prompt", PROMPT, "--latents",
                  self.folder / "noise.safetensors", "--sampler", "ddim", "--eta", 0, "--steps",
                  STEPS, "--guidance", 2, "--trajectory", trajectory, "--out",
                  self.folder / f"{name}.png")
        return load_file(trajectory / "trajectory.safetensors")["latents"][-1]

    def with_diffusers(self, pipeline, embeddings):
        pipeline.set_progress_bar_config(disable=True)
        pipeline.scheduler = DDIMScheduler.from_config(pipeline.scheduler.config)
        prompt, empty = pipeline.encode_prompt(PROMPT, "cpu", 1, True)
        if embeddings is not None:
            prompt = torch.cat([prompt, embeddings[None]], 1)
            empty = torch.cat([empty, embeddings[None]], 1)
        return pipeline(
            prompt_embeds=prompt, negative_prompt_embeds=empty, latents=self.noise,
            num_inference_steps=STEPS, guidance_scale=2, eta=0, output_type="latent").images[0]

    def expect(self, what, found, expected, anchor):
        error = (found - expected).abs().max().item()
        moved = (expected - anchor).abs().max().item()
        print(f"{what}: largest difference {error:.1e} (the policy moved by {moved:.1e})")
        if not (error <= self.options.tolerance and moved > 10 * self.options.tolerance):
            self.failures += 1

    def run(self):
        base = StableDiffusionPipeline.from_pretrained(self.options.model)
        unet = base.unet.config
        self.noise = torch.randn(
            (1, unet.in_channels, unet.sample_size, unet.sample_size),
            generator=torch.Generator().manual_seed(0))
        anchor = self.with_program("anchor", "--model", self.options.model)
        for name, settings in [
                ("lora", ["adapter.kind=lora", "optimizer.lora_learning_rate=0.05"]),
                ("full", ["adapter.kind=full", "optimizer.learning_rate=0.001"])]:
            run = self.train(name, *settings)
            expected = self.with_program(f"{name}-run", "--run", run)
            out = self.folder / name
            self.cxrl("export", run, "--as", "diffusers", "--out", out)
            self.cxrl("export", run, "--as", "ace", "--out", self.folder / f"{name}-ace.safetensors")
            embeddings = load_file(self.folder / f"{name}-ace.safetensors")[
                "adaptive_condition_embeddings"]
            pipeline = StableDiffusionPipeline.from_pretrained(out)
            self.expect(f"{name}, folder in diffusers", self.with_diffusers(pipeline, embeddings),
                        expected, anchor)
            ace = ("--ace", self.folder / f"{name}-ace.safetensors")
            self.expect(f"{name}, folder in the program", self.with_program(
                f"{name}-folder", "--model", out, *ace), expected, anchor)
            if name == "lora":
                file = self.folder / "lora.safetensors"
                self.cxrl("export", run, "--as", "lora", "--out", file)
                base.load_lora_weights(file)
                self.expect("lora, load_lora_weights", self.with_diffusers(base, embeddings),
                            expected, anchor)
                self.expect("lora, file in the program", self.with_program(
                    "lora-file", "--model", self.options.model, "--lora", file, *ace),
                    expected, anchor)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=ROOT / "Samples/miniature")
    parser.add_argument("--program", type=Path, default=ROOT / ".build/release/cxrl")
    parser.add_argument("--tolerance", type=float, default=1e-3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(options, Path(folder))
        comparison.run()
    if comparison.failures:
        sys.exit(f"{comparison.failures} of the comparisons failed.")


if __name__ == "__main__":
    main()
