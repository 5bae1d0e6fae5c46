"""Makes symmetry.pt, a reward for cxrl as TorchScript: how alike left and right half are.

    pip install torch
    python make_symmetry.py symmetry.pt
    cxrl --set rewards.symmetry.torchscript=symmetry.pt

Any module will do that takes pictures [N, 1, H, W] in [0, 1] and gives one score for each, [N]:
a trained network can be traced with `torch.jit.trace` and saved in the same way. With
`--set rewards.NAME.tokens=77` it is given the prompts' token ids [N, 77] as a second argument.
"""

import sys

import torch


class Symmetry(torch.nn.Module):
    """Minus the mean absolute difference of a picture and its mirror image; 0 at best."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return -(images - images.flip(3)).abs().mean(dim=[1, 2, 3])


if __name__ == "__main__":
    torch.jit.script(Symmetry().eval()).save(sys.argv[1])
