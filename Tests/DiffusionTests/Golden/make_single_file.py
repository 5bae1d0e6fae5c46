"""Makes what DiffusionTests compare single-file checkpoints with.

Run in this folder, after make_pipeline.py (diffusers 0.42.1, transformers 5.24.0, torch 2.13.0):

    pip install torch diffusers transformers safetensors
    python make_single_file.py

For tiny models with the keys of the authors' code, one as Stable Diffusion 1.x and one as 2.x:
`single-file/v1.json` and `v2.json` list keys and shapes, whose numbers follow from the keys
(formula.py). The expected outputs are those of diffusers' own conversion.
"""

import json

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.loaders.single_file_utils import (
    convert_ldm_clip_checkpoint, convert_ldm_unet_checkpoint, convert_ldm_vae_checkpoint,
    convert_open_clip_checkpoint)
from transformers import CLIPTextConfig, CLIPTextModel

from formula import weights
from make_golden import HERE, normal, write

RESIDUAL = {
    "norm1": "in_layers.0", "conv1": "in_layers.2", "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0", "conv2": "out_layers.3", "conv_shortcut": "skip_connection"}
UNET = {
    "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
    "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2",
    "mid_block.resnets.0": "middle_block.0", "mid_block.attentions.0": "middle_block.1",
    "mid_block.resnets.1": "middle_block.2"}
OPEN_CLIP = {
    "layer_norm1": "ln_1", "layer_norm2": "ln_2", "self_attn": "attn", "fc1": "c_fc",
    "fc2": "c_proj"}


def unet_key(key, layers, has_attention):
    """The authors' key of a diffusers key."""
    parts = key.split(".")
    for count in (1, 2, 3):
        if ".".join(parts[:count]) in UNET:
            names = RESIDUAL if "resnets" in parts else {}
            rest = [names.get(part, part) for part in parts[count:]]
            return ".".join([UNET[".".join(parts[:count])], *rest])
    level, kind, index = int(parts[1]), parts[2], int(parts[3])
    names = RESIDUAL if kind == "resnets" else {}
    rest = [names.get(part, part) for part in parts[4:]]
    if parts[0] == "down_blocks":
        block, name = 1 + level * (layers + 1), "input_blocks"
        if kind == "downsamplers":
            return ".".join([name, str(block + layers), "0", "op", *rest[1:]])
    else:
        block, name = level * (layers + 1), "output_blocks"
        if kind == "upsamplers":
            part = "2" if has_attention(level) else "1"
            return ".".join([name, str(block + layers), part, "conv", *rest[1:]])
    return ".".join([name, str(block + index), "0" if kind == "resnets" else "1", *rest])


def vae_key(key, levels):
    parts = key.split(".")
    names = {
        "conv_norm_out": "norm_out", "conv_shortcut": "nin_shortcut", "mid_block": "mid",
        "down_blocks": "down", "up_blocks": "up"}
    if "attentions" in parts:
        inner = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out": "proj_out"}
        return ".".join([parts[0], "mid", "attn_1", inner[parts[4]], parts[-1]])
    if "mid_block" in parts:
        rest = [names.get(part, part) for part in parts[4:]]
        return ".".join([parts[0], "mid", f"block_{int(parts[3]) + 1}", *rest])
    if len(parts) > 4:
        if parts[1] == "up_blocks":
            parts[2] = str(levels - 1 - int(parts[2]))
        kind = {"resnets": "block", "downsamplers": "downsample", "upsamplers": "upsample"}
        parts = parts[:3] + ([kind[parts[3]], parts[4]] if parts[3] == "resnets"
                             else [kind[parts[3]]]) + parts[5:]
    return ".".join(names.get(part, part) for part in parts)


def open_clip_shapes(model, layers):
    """open_clip's keys, with one layer more than transformers' model has."""
    size, inner = model.config.hidden_size, model.config.intermediate_size
    shapes = {
        "token_embedding.weight": [model.config.vocab_size, size],
        "positional_embedding": [model.config.max_position_embeddings, size],
        "ln_final.weight": [size], "ln_final.bias": [size], "text_projection": [size, size],
        "logit_scale": []}
    for layer in range(layers):
        base = f"transformer.resblocks.{layer}"
        shapes |= {
            f"{base}.ln_1.weight": [size], f"{base}.ln_1.bias": [size],
            f"{base}.ln_2.weight": [size], f"{base}.ln_2.bias": [size],
            f"{base}.attn.in_proj_weight": [3 * size, size],
            f"{base}.attn.in_proj_bias": [3 * size],
            f"{base}.attn.out_proj.weight": [size, size], f"{base}.attn.out_proj.bias": [size],
            f"{base}.mlp.c_fc.weight": [inner, size], f"{base}.mlp.c_fc.bias": [inner],
            f"{base}.mlp.c_proj.weight": [size, inner], f"{base}.mlp.c_proj.bias": [size]}
    return shapes


def make(version):
    vocabulary = json.loads((HERE / "pipeline/tokenizer/vocab.json").read_text())
    is_second = version == 2
    channels = (64, 128) if is_second else (32, 64)
    unet = UNet2DConditionModel(
        sample_size=64, in_channels=4, out_channels=4, block_out_channels=channels,
        layers_per_block=1, cross_attention_dim=64,
        attention_head_dim=(1, 2) if is_second else 8, norm_num_groups=32,
        use_linear_projection=is_second,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"))
    vae = AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=(32, 64),
        layers_per_block=1, norm_num_groups=32, down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2)
    text = CLIPTextModel(CLIPTextConfig(
        vocab_size=len(vocabulary), hidden_size=64, intermediate_size=128, num_hidden_layers=2,
        num_attention_heads=1, max_position_embeddings=48,
        hidden_act="gelu" if is_second else "quick_gelu", projection_dim=64,
        bos_token_id=len(vocabulary) - 2, eos_token_id=len(vocabulary) - 1))

    shapes = {}
    for key, tensor in unet.state_dict().items():
        name = unet_key(key, 1, lambda level: level == 1)
        shapes["model.diffusion_model." + name] = list(tensor.shape)
    for key, tensor in vae.state_dict().items():
        is_projection = "attentions" in key and tensor.dim() == 2
        shapes["first_stage_model." + vae_key(key, 2)] = (
            list(tensor.shape) + [1, 1] * is_projection)
    if is_second:
        for key, shape in open_clip_shapes(text, 3).items():
            shapes["cond_stage_model.model." + key] = shape
    else:
        prefix = "cond_stage_model.transformer.text_model."
        for key, tensor in text.state_dict().items():
            shapes[prefix + key.removeprefix("text_model.")] = list(tensor.shape)
        shapes[prefix + "embeddings.position_ids"] = [1, 48]
    # what training leaves there
    shapes |= {"alphas_cumprod": [1000], "model_ema.decay": [],
               "model_ema.diffusion_modelout0weight": [channels[0]]}
    folder = HERE / "single-file"
    folder.mkdir(exist_ok=True)
    rows = ",\n".join(f" {json.dumps(key)}: {shape}" for key, shape in shapes.items())
    (folder / f"v{version}.json").write_text("{\n" + rows + "\n}\n")

    checkpoint = {key: weights(key, shape) for key, shape in shapes.items()}
    unet.load_state_dict(convert_ldm_unet_checkpoint(checkpoint, dict(unet.config)))
    converted = convert_ldm_vae_checkpoint(checkpoint, vae.config)
    for key in converted:
        if "attentions" in key and converted[key].dim() > 2:
            converted[key] = converted[key][:, :, 0, 0]
    vae._fix_state_dict_keys_on_load(converted)
    vae.load_state_dict(converted)
    if is_second:
        # diffusers leaves the layer number 23 out, which is the last of a published model
        states = convert_open_clip_checkpoint(text, {
            key: tensor for key, tensor in checkpoint.items() if "resblocks.2." not in key})
        states.pop("text_projection.weight", None)
    else:
        states = convert_ldm_clip_checkpoint(checkpoint)
        states.pop("text_model.embeddings.position_ids")
    text.load_state_dict({
        (key if "text_model.embeddings.token_embedding.weight" in text.state_dict()
         else key.removeprefix("text_model.")): value for key, value in states.items()})

    ids = torch.tensor([[638, 40, 41, 300, 17, 639] + [639] * 42])
    latents, pictures = normal(1, 4, 6, 8, seed=60), normal(1, 3, 8, 12, seed=61).clamp(-1, 1)
    with torch.no_grad():
        hidden = text(ids).last_hidden_state
        noise = unet(latents, torch.tensor([981]), hidden).sample
        decoded = vae.decode(latents / vae.config.scaling_factor).sample
        mean = vae.encode(pictures).latent_dist.mean
    for name, tensor in dict(hidden=hidden, noise=noise, decoded=decoded, mean=mean).items():
        print(version, name, f"deviation {tensor.std():.3f}")
    write(dict(ids=ids, hidden=hidden, latents=latents, noise=noise, decoded=decoded,
               pictures=pictures, mean=mean), f"single-file/v{version}.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(1)
    make(1)
    make(2)
