"""Makes the small TorchScript files of these tests. Needs torch (2.13 was used).

    python make_scripts.py
"""

from pathlib import Path

import torch

FOLDER = Path(__file__).parent


class Tokens(torch.nn.Module):
    """The mean grey value plus the sum of the token ids."""

    def forward(self, images: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        return images.mean(dim=[1, 2, 3]) + ids.sum(dim=1).float()


class Pair(torch.nn.Module):
    """Two numbers for each picture, where one is wanted."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return images.mean(dim=[1, 2])[:, :2]


class Attention(torch.nn.Module):
    """An operation that libtorch 1.13 does not have."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        mixed = torch.nn.functional.scaled_dot_product_attention(images, images, images)
        return mixed.mean(dim=[1, 2, 3])


class Broken(torch.nn.Module):
    """Not a number."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return (images.mean(dim=[1, 2, 3]) - 2).sqrt()


class Raising(torch.nn.Module):
    """A model that refuses its input."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        if images.dim() == 4:
            raise ValueError("it wants lateral films")
        return images.mean(dim=[1, 2, 3])


for name, module in [("tokens", Tokens()), ("pair", Pair()), ("attention", Attention()),
                     ("broken", Broken()), ("raising", Raising())]:
    torch.jit.script(module.eval()).save(str(FOLDER / f"{name}.pt"))
