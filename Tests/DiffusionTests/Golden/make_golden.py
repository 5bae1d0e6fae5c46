"""Makes the model folders and numbers that DiffusionTests compare with.

Run in this folder (diffusers 0.42.1, transformers 5.24.0, torch 2.13.0):

    pip install torch diffusers transformers safetensors
    python make_golden.py

The models are random and tiny. Their weights are stored in half precision and computed with in
single precision. Every input of a comparison is stored beside its output.
"""

import json
import math
import shutil
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKL, DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler, EulerDiscreteScheduler, UNet2DConditionModel)
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

HERE = Path(__file__).parent
SD_SCHEDULE = dict(
    num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
    clip_sample=False, steps_offset=1)


def randomize(model, seed):
    """Moves every parameter, also those that begin as 0 or 1, and rounds to half precision."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn(parameter.shape, generator=generator))
    return model.half()


def save(model, name):
    """Writes a folder as the library does; returns the model in single precision."""
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder)
    return model.float().eval()


def write(tensors, name):
    save_file({key: value.detach().contiguous() for key, value in tensors.items()}, HERE / name)


def normal(*shape, seed):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def unet_with_convolutions():
    """Projections as 1x1 convolutions, heads per level, three levels, four latent channels."""
    model = save(randomize(UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, block_out_channels=(8, 8, 16),
        layers_per_block=1, cross_attention_dim=16, attention_head_dim=(2, 4, 8),
        norm_num_groups=4, use_linear_projection=False,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D", "CrossAttnUpBlock2D")), 1),
        "unet-convolutions")
    write_unet(model, (8, 8), "unet-convolutions")
    write_guided_loop(model)


def unet_with_matrices():
    """Projections as matrices, one number of heads, eight latent channels, odd sides."""
    model = save(randomize(UNet2DConditionModel(
        sample_size=8, in_channels=8, out_channels=8, block_out_channels=(8, 16),
        layers_per_block=2, cross_attention_dim=16, attention_head_dim=4, norm_num_groups=2,
        norm_eps=1e-6, use_linear_projection=True, flip_sin_to_cos=False, freq_shift=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D")), 2), "unet-matrices")
    write_unet(model, (7, 10), "unet-matrices")


def write_unet(model, size, name):
    latents = normal(2, model.config.in_channels, *size, seed=11)
    timesteps = torch.tensor([981, 3])
    context = normal(2, 5, 16, seed=12)
    with torch.no_grad():
        output = model(latents, timesteps, encoder_hidden_states=context).sample
    write(dict(latents=latents, timesteps=timesteps, context=context, output=output),
          f"{name}/golden.safetensors")


def write_guided_loop(model):
    """Five deterministic DDIM steps with a guidance scale of 3."""
    scheduler = DDIMScheduler(set_alpha_to_one=False, **SD_SCHEDULE)
    scheduler.set_timesteps(5)
    latents = normal(2, 4, 8, 8, seed=13)
    context, unconditional = normal(1, 5, 16, seed=14), normal(1, 5, 16, seed=15)
    walk = [latents]
    with torch.no_grad():
        for timestep in scheduler.timesteps:
            contexts = torch.cat([unconditional] * 2 + [context] * 2)
            output = model(torch.cat([walk[-1]] * 2), timestep, contexts).sample
            without, conditional = output.chunk(2)
            guided = without + 3 * (conditional - without)
            walk.append(scheduler.step(guided, timestep, walk[-1], eta=0).prev_sample)
    write(dict(latents=torch.stack(walk), context=context, unconditional=unconditional),
          "guided-loop.safetensors")


def autoencoders():
    models = {
        "autoencoder-color": (AutoencoderKL(
            in_channels=3, out_channels=3, latent_channels=4, block_out_channels=(4, 8, 8),
            layers_per_block=1, norm_num_groups=4, sample_size=16,
            down_block_types=("DownEncoderBlock2D",) * 3,
            up_block_types=("UpDecoderBlock2D",) * 3), (16, 16)),
        "autoencoder-grey": (AutoencoderKL(
            in_channels=1, out_channels=1, latent_channels=8, block_out_channels=(4, 8),
            layers_per_block=2, norm_num_groups=2, sample_size=16, scaling_factor=0.7,
            mid_block_add_attention=False, use_quant_conv=False, use_post_quant_conv=False,
            down_block_types=("DownEncoderBlock2D",) * 2,
            up_block_types=("UpDecoderBlock2D",) * 2), (12, 16)),
    }
    for seed, (name, (model, size)) in enumerate(models.items()):
        model = save(randomize(model, 20 + seed), name)
        pictures = normal(2, model.config.in_channels, *size, seed=22).clamp(-1, 1)
        with torch.no_grad():
            moments = model.encode(pictures).latent_dist
            latents = normal(*moments.mean.shape, seed=23)
            decoded = model.decode(latents / model.config.scaling_factor).sample
        write(dict(pictures=pictures, mean=moments.mean, log_variance=moments.logvar,
                   latents=latents, decoded=decoded), f"{name}/golden.safetensors")


def text_encoders():
    for seed, activation in enumerate(["quick_gelu", "gelu"]):
        config = CLIPTextConfig(
            vocab_size=40, hidden_size=16, intermediate_size=24, num_hidden_layers=2,
            num_attention_heads=2, max_position_embeddings=10, hidden_act=activation,
            projection_dim=16, bos_token_id=38, eos_token_id=37, pad_token_id=37)
        name = "text-encoder-" + activation.replace("_", "-")
        model = save(randomize(CLIPTextModel(config), 30 + seed), name)
        ids = torch.tensor([[38, 3, 5, 7, 11, 37, 37, 37, 37, 37],
                            [38, 2, 9, 37, 1, 1, 1, 1, 1, 1]])
        with torch.no_grad():
            output = model(ids)
        write(dict(ids=ids, hidden=output.last_hidden_state, pooled=output.pooler_output),
              f"{name}/golden.safetensors")
    # The first CLIP configurations say that the end marker is 2, where it is the largest id.
    legacy = CLIPTextModel.from_pretrained(HERE / "text-encoder-gelu", eos_token_id=2)
    legacy = legacy.float().eval()
    ids = torch.tensor([[38, 3, 5, 2, 11, 39, 39, 39, 39, 39],
                        [38, 2, 9, 39, 1, 1, 1, 1, 1, 1]])
    with torch.no_grad():
        write(dict(ids=ids, pooled=legacy(ids).pooler_output), "legacy-pooling.safetensors")


def scheduler_cases():
    """Name, class, configuration, steps and eta."""
    cases = []
    for eta in [0.0, 0.5, 1.0]:
        cases.append((f"ddim-eta-{eta}", DDIMScheduler,
                      dict(SD_SCHEDULE, set_alpha_to_one=False), 5, eta))
    cases += [
        ("ddim-alpha-to-one", DDIMScheduler, dict(SD_SCHEDULE, set_alpha_to_one=True), 5, 1.0),
        ("ddim-linear", DDIMScheduler, dict(
            beta_schedule="linear", clip_sample=False, timestep_spacing="linspace"), 6, 1.0),
        ("ddim-cosine", DDIMScheduler, dict(
            beta_schedule="squaredcos_cap_v2", clip_sample=False,
            prediction_type="v_prediction", timestep_spacing="trailing"), 7, 0.5),
        ("ddim-velocity", DDIMScheduler, dict(
            SD_SCHEDULE, prediction_type="v_prediction", set_alpha_to_one=False), 5, 1.0),
        ("ddim-zero-snr", DDIMScheduler, dict(
            SD_SCHEDULE, prediction_type="v_prediction", rescale_betas_zero_snr=True,
            timestep_spacing="trailing"), 5, 1.0),
        ("ddpm-leading", DDPMScheduler, dict(SD_SCHEDULE), 5, 1.0),
        ("ddpm-trailing", DDPMScheduler, dict(SD_SCHEDULE, timestep_spacing="trailing"), 7, 1.0),
        ("ddpm-linspace", DDPMScheduler, dict(SD_SCHEDULE, timestep_spacing="linspace"), 6, 1.0),
        ("ddpm-velocity", DDPMScheduler, dict(SD_SCHEDULE, prediction_type="v_prediction"),
         5, 1.0),
    ]
    noise_levels = {key: value for key, value in SD_SCHEDULE.items() if key != "clip_sample"}
    for kind, eta in [(EulerDiscreteScheduler, 0.0), (EulerAncestralDiscreteScheduler, 1.0),
                      (DPMSolverMultistepScheduler, 0.0)]:
        for spacing in ["leading", "trailing", "linspace"]:
            cases.append((f"{KINDS[kind]}-{spacing}", kind,
                          dict(noise_levels, timestep_spacing=spacing), 6, eta))
        cases.append((f"{KINDS[kind]}-usual", kind, dict(noise_levels), 7, eta))
        cases.append((f"{KINDS[kind]}-zero-snr", kind, dict(
            noise_levels, prediction_type="v_prediction", rescale_betas_zero_snr=True,
            timestep_spacing="trailing"), 5, eta))
    return cases


KINDS = {
    DDIMScheduler: "ddim", DDPMScheduler: "ddpm", EulerDiscreteScheduler: "euler",
    EulerAncestralDiscreteScheduler: "euler_ancestral", DPMSolverMultistepScheduler: "dpm++_2m"}


def as_trained(scheduler, latents, index):
    """Latents of a walk on noise levels, in the scale of training."""
    if isinstance(scheduler, (EulerDiscreteScheduler, EulerAncestralDiscreteScheduler)):
        return latents / (scheduler.sigmas[index] ** 2 + 1) ** 0.5
    return latents


def schedulers():
    tensors, rows = {}, []
    for number, (name, kind, config, steps, eta) in enumerate(scheduler_cases()):
        scheduler = kind(**config)
        scheduler.set_timesteps(steps)
        scheduler.is_scale_input_called = True
        shape = (2, 4, 3, 2)
        sample = normal(*shape, seed=100 + number)
        scale = float(scheduler.init_noise_sigma)
        tensors[f"{name}.initial"] = sample
        sample = sample * scale
        latents = [as_trained(scheduler, sample, 0)]
        predictions, noises, originals, log_probabilities = [], [], [], []
        for index, timestep in enumerate(scheduler.timesteps):
            seed = 1000 * number + index
            prediction, noise = normal(*shape, seed=500 + seed), normal(*shape, seed=seed)
            if kind is DDIMScheduler:
                step = scheduler.step(
                    prediction, timestep, sample, eta=eta, variance_noise=noise)
                log_probabilities.append(
                    ddim_log_probability(scheduler, prediction, timestep, latents[-1],
                                         step.prev_sample, eta, steps))
            elif kind is DPMSolverMultistepScheduler:
                step = scheduler.step(prediction, timestep, sample)
                step.pred_original_sample = scheduler.model_outputs[-1]
            else:
                step = scheduler.step(prediction, timestep, sample,
                                      generator=torch.Generator().manual_seed(seed))
            predictions.append(prediction)
            noises.append(noise)
            originals.append(step.pred_original_sample)
            sample = step.prev_sample
            latents.append(as_trained(scheduler, sample, index + 1))
        tensors[f"{name}.latents"] = torch.stack(latents)
        tensors[f"{name}.predictions"] = torch.stack(predictions)
        tensors[f"{name}.noise"] = torch.stack(noises)
        tensors[f"{name}.originals"] = torch.stack(originals)
        if kind is DDIMScheduler and eta > 0:
            tensors[f"{name}.log_probabilities"] = torch.stack(log_probabilities)
        rows.append(dict(
            name=name, kind=KINDS[kind], eta=eta, steps=steps, configuration=written(scheduler, config),
            timesteps=scheduler.timesteps.tolist()))
    write(tensors, "schedulers.safetensors")
    (HERE / "schedulers.json").write_text(json.dumps(rows, indent=1) + "\n")


def written(scheduler, given):
    """The configuration as a file may have it, where nobody chose the spacing."""
    config = json.loads(scheduler.to_json_string())
    if "timestep_spacing" not in given:
        del config["timestep_spacing"]
    # JSON has no infinity
    return {key: value for key, value in config.items()
            if not (isinstance(value, float) and math.isinf(value)) and value != "-Infinity"}


def ddim_log_probability(scheduler, prediction, timestep, latents, following, eta, steps):
    """The mean over the latents' dimensions, as DDPO takes it; NaN where nothing is random."""
    previous = timestep - scheduler.config.num_train_timesteps // steps
    deviation = eta * scheduler._get_variance(timestep, previous) ** 0.5
    mean = scheduler.step(
        prediction, timestep, latents, eta=eta,
        variance_noise=torch.zeros_like(latents)).prev_sample
    if deviation == 0:
        return torch.full((len(latents),), torch.nan)
    density = torch.distributions.Normal(mean.double(), deviation.double())
    return density.log_prob(following.double()).mean(dim=(1, 2, 3)).float()


def timesteps():
    rows = []
    for spacing in ["leading", "trailing", "linspace"]:
        for total, offset in [(1000, 0), (1000, 1), (100, 1)]:
            for steps in [1, 2, 3, 7, 16, 20, 50]:
                scheduler = DDIMScheduler(
                    num_train_timesteps=total, timestep_spacing=spacing, steps_offset=offset)
                scheduler.set_timesteps(steps)
                rows.append(dict(spacing=spacing, total=total, offset=offset, steps=steps,
                                 timesteps=scheduler.timesteps.tolist()))
    (HERE / "timesteps.json").write_text(
        "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


if __name__ == "__main__":
    torch.manual_seed(0)
    unet_with_convolutions()
    unet_with_matrices()
    autoencoders()
    text_encoders()
    schedulers()
    timesteps()
