"""Makes adamw.safetensors with torch's AdamW and clip_grad_norm_.

Run in this folder (torch 2.13.0): pip install torch safetensors; python make_adamw.py
"""

from pathlib import Path

import torch
from safetensors.torch import save_file

STEPS, LIMIT = 4, 1.5
SHAPES = {"first": (3, 4), "second": (5,)}

generator = torch.Generator().manual_seed(5)
parameters = {
    name: torch.nn.Parameter(torch.randn(shape, generator=generator))
    for name, shape in SHAPES.items()
}
optimizer = torch.optim.AdamW(
    parameters.values(), lr=0.02, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)

tensors = {f"{name}.0": value.detach().clone() for name, value in parameters.items()}
norms = []
for step in range(1, STEPS + 1):
    for name, parameter in parameters.items():
        gradient = torch.randn(parameter.shape, generator=generator) * step
        tensors[f"{name}.gradient.{step}"] = gradient.clone()
        parameter.grad = gradient.clone()
    norms.append(torch.nn.utils.clip_grad_norm_(parameters.values(), LIMIT))
    optimizer.step()
    for name, parameter in parameters.items():
        tensors[f"{name}.{step}"] = parameter.detach().clone()
        state = optimizer.state[parameter]
        tensors[f"{name}.exp_avg.{step}"] = state["exp_avg"].clone()
        tensors[f"{name}.exp_avg_sq.{step}"] = state["exp_avg_sq"].clone()
tensors["norms"] = torch.stack(norms)
save_file(tensors, Path(__file__).parent / "adamw.safetensors")
