"""Weights that follow from their key, so that large models need no file: FormulaWeights.swift
computes the same."""

import math

import torch


def fnv(text):
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 % 2**32
    return value


def weights(key, shape, dtype=torch.float32):
    count = math.prod(shape)
    index = torch.arange(count, dtype=torch.int64) % 65521
    values = (31 * index * index + 7919 * index + fnv(key)) % 257
    values = ((values - 128).double() / 128).reshape(shape)
    if len(shape) > 1:
        fan_in = math.prod(shape[1:])
        values *= 2.0 ** -math.ceil(math.log2(math.sqrt(fan_in)))
    elif key.endswith(("weight", "running_var")):
        values = 1 + values / 4
    else:
        values /= 16
    return values.to(dtype)


def fill(model):
    """Gives every parameter its weights, by the key of the state dictionary."""
    with torch.no_grad():
        for key, tensor in model.state_dict().items():
            if tensor.is_floating_point():
                tensor.copy_(weights(key, tensor.shape))
    return model.eval()
