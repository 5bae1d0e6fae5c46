"""Converts the pickled weights of a model (.bin, .pt, .pth, .ckpt) to safetensors.

    pip install torch safetensors
    python convert_to_safetensors.py FILE_OR_FOLDER…

A pickle can run any program when it is read, so only tensors are let in (`weights_only`), and cxrl
reads none at all. A folder is searched through: `unet/diffusion_pytorch_model.bin` becomes
`unet/diffusion_pytorch_model.safetensors`, `text_encoder/pytorch_model.bin` becomes
`text_encoder/model.safetensors`. The pickles stay where they are; nothing is overwritten.
"""

import argparse
import pickle
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

ENDINGS = {".bin", ".pt", ".pth", ".ckpt"}


def tensors(path):
    """The state dictionary in a pickle, wherever its authors keep it."""
    content = torch.load(path, map_location="cpu", weights_only=True)
    for key in ("state_dict", "model", "model_state_dict"):
        if isinstance(content, dict) and isinstance(content.get(key), dict):
            content = content[key]
    if not isinstance(content, dict):
        raise ValueError("there is no state dictionary in it")
    # Copies, because safetensors holds no two tensors over the same memory.
    found = {key: value.clone().contiguous() for key, value in content.items()
             if torch.is_tensor(value)}
    if not found:
        raise ValueError("there is no tensor in it")
    return found


def target(path):
    name = "model" if path.stem == "pytorch_model" else path.stem
    return path.with_name(name + ".safetensors")


def convert(path):
    if target(path).exists():
        print(f"{target(path)} is there already")
        return
    found = tensors(path)
    unfinished = target(path).with_suffix(".unfinished")
    try:
        save_file(found, unfinished, metadata={"format": "pt"})
        unfinished.rename(target(path))
    finally:
        unfinished.unlink(missing_ok=True)
    print(f"{path} -> {target(path)} ({len(found)} tensors)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE_OR_FOLDER")
    failures = 0
    for path in parser.parse_args().paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        pickles = [file for file in files if file.suffix in ENDINGS and file.is_file()]
        if not pickles:
            print(f"{path}: no {', '.join(sorted(ENDINGS))} file", file=sys.stderr)
            failures += 1
        for file in pickles:
            try:
                convert(file)
            except pickle.UnpicklingError:
                print(f"{file}: it holds more than tensors, which is not let in; look for the "
                      "model in safetensors form, or ask its authors", file=sys.stderr)
                failures += 1
            except (ValueError, RuntimeError, OSError) as error:
                print(f"{file}: {error}", file=sys.stderr)
                failures += 1
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
