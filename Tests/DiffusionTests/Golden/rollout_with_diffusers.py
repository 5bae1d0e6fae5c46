"""The work of `cxrl bench rollout` in Python, with diffusers and PyTorch, for comparing times.

    pip install torch diffusers transformers
    python rollout_with_diffusers.py [--model Samples/miniature] [--samples 32] [--steps 20]

Trajectories of an anchor and of a policy (DDIM, eta 1, classifier-free guidance), decoding, and one
update of the whole UNet over all samples and timesteps, accumulated in micro-batches. Prints the
median seconds of each part as JSON, under the names that `cxrl bench rollout --json` uses.
"""

import argparse
import json
import time
from pathlib import Path

import torch
from diffusers import DDIMScheduler, StableDiffusionPipeline

ROOT = Path(__file__).resolve().parents[3]
PROMPT = "PA chest X-ray of a 60-year-old man. The heart is enlarged."


class Rollout:
    def __init__(self, options):
        self.options = options
        self.pipeline = StableDiffusionPipeline.from_pretrained(options.model)
        self.scheduler = DDIMScheduler.from_config(self.pipeline.scheduler.config)
        self.scheduler.set_timesteps(options.steps)
        self.unet = self.pipeline.unet.to(memory_format=torch.channels_last)
        with torch.no_grad():
            texts = [self.embed(""), self.embed(PROMPT)]
        self.contexts = [text.detach() for text in texts]
        padding = self.contexts[0][:, -1:]
        self.tokens = torch.nn.Parameter(padding.repeat(1, options.ace, 1))
        self.optimizer = torch.optim.AdamW(
            [{"params": self.unet.parameters(), "lr": 2e-5}, {"params": [self.tokens]}])

    def embed(self, text):
        ids = self.pipeline.tokenizer(
            text, padding="max_length", max_length=self.pipeline.tokenizer.model_max_length,
            truncation=True, return_tensors="pt").input_ids
        return self.pipeline.text_encoder(ids)[0]

    def predict(self, latents, timesteps, with_tokens):
        count = len(latents)
        contexts = torch.cat([text.expand(count, -1, -1) for text in self.contexts])
        if with_tokens and self.options.ace:
            contexts = torch.cat([contexts, self.tokens.expand(2 * count, -1, -1)], dim=1)
        output = self.unet(
            torch.cat([latents, latents]), torch.cat([timesteps, timesteps]), contexts).sample
        empty, conditional = output.chunk(2)
        return empty + self.options.guidance * (conditional - empty)

    def gaussian(self, noise, latents, timesteps):
        """Mean and deviation of DDIM's step with eta 1."""
        alphas = self.scheduler.alphas_cumprod
        previous = timesteps - self.scheduler.config.num_train_timesteps // self.options.steps
        alpha = alphas[timesteps].view(-1, 1, 1, 1)
        final = self.scheduler.final_alpha_cumprod
        before = torch.where(previous >= 0, alphas[previous.clamp(min=0)], final).view(-1, 1, 1, 1)
        original = (latents - (1 - alpha).sqrt() * noise) / alpha.sqrt()
        variance = (1 - before) / (1 - alpha) * (1 - alpha / before)
        mean = before.sqrt() * original + (1 - before - variance).clamp(min=0).sqrt() * noise
        return mean, variance.sqrt()

    @staticmethod
    def log_probability(action, mean, deviation):
        terms = -((action - mean) ** 2) / (2 * deviation**2) - deviation.log()
        return terms.mean(dim=(1, 2, 3))

    @torch.no_grad()
    def sample(self, with_tokens):
        size = self.unet.config.sample_size
        states, scores = [], []
        for start in range(0, self.options.samples, self.options.micro_batch):
            count = min(self.options.micro_batch, self.options.samples - start)
            latents = torch.randn(count, self.unet.config.in_channels, size, size)
            walk, logs = [latents], []
            for step in self.scheduler.timesteps:
                timesteps = step.expand(count)
                mean, deviation = self.gaussian(
                    self.predict(latents, timesteps, with_tokens), latents, timesteps)
                latents = mean + deviation * torch.randn_like(mean)
                logs.append(self.log_probability(latents, mean, deviation))
                walk.append(latents)
            states.append(torch.stack(walk, 1))
            scores.append(torch.stack(logs, 1))
        return torch.cat(states), torch.cat(scores)

    @torch.no_grad()
    def decode(self, states):
        vae = self.pipeline.vae
        for latents in states[:, -1].split(self.options.micro_batch):
            vae.decode(latents / vae.config.scaling_factor)

    def update(self, states, old):
        count, steps = old.shape
        advantages = torch.randn(count)
        order = torch.randperm(count * steps)
        for part in order.split(self.options.micro_batch):
            sample, step = part // steps, part % steps
            timesteps = self.scheduler.timesteps[step]
            latents = states[sample, step]
            mean, deviation = self.gaussian(
                self.predict(latents, timesteps, True), latents, timesteps)
            new = self.log_probability(states[sample, step + 1], mean, deviation)
            ratio = (new - old[sample, step]).exp()
            advantage = advantages[sample]
            clipped = ratio.clamp(1 - 1e-3, 1 + 1e-3)
            loss = torch.maximum(-advantage * ratio, -advantage * clipped).sum()
            (loss / (count * steps)).backward()
        torch.nn.utils.clip_grad_norm_(self.unet.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=ROOT / "Samples/miniature")
    parser.add_argument("--samples", type=int, default=32)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--guidance", type=float, default=3)
    parser.add_argument("--ace", type=int, default=8)
    parser.add_argument("--micro-batch", type=int, default=16)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    torch.manual_seed(0)
    rollout = Rollout(options)

    parts = {}

    def timed(name, work):
        start = time.perf_counter()
        result = work()
        parts.setdefault(name, []).append(time.perf_counter() - start)
        return result

    for _ in range(options.repeats):
        timed("anchor_sampling", lambda: rollout.sample(False))
        states, scores = timed("policy_sampling", lambda: rollout.sample(True))
        timed("decode", lambda: rollout.decode(states))
        timed("update", lambda: rollout.update(states, scores))
    medians = {name: sorted(values)[len(values) // 2] for name, values in parts.items()}
    medians["total"] = sum(medians.values())
    medians["unet_parameters"] = sum(p.numel() for p in rollout.unet.parameters())
    print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()} | medians))


if __name__ == "__main__":
    main()
