"""Numbers that the tests of Evaluation compare with, from NumPy alone: python make_golden.py

Inputs are sines of their own positions, so that the tests make the same ones without a file.
"""

import json
import pathlib

import numpy as np


def pattern(shape, frequency, shift=0.0):
    """0.5 + 0.5 sin(frequency * i + shift) over the flat index i."""
    index = np.arange(np.prod(shape), dtype=np.float64)
    return (0.5 + 0.5 * np.sin(frequency * index + shift)).reshape(shape)


def chirp(shape, frequency):
    """0.5 + 0.5 sin(frequency * i²), whose blocks have more than two directions."""
    index = np.arange(np.prod(shape), dtype=np.float64)
    return (0.5 + 0.5 * np.sin(frequency * index * index)).reshape(shape)


def frechet(a, b):
    first, second = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    # the trace of the root of a product from the product's own eigenvalues
    cross = np.sqrt(np.clip(np.linalg.eigvals(first @ second).real, 0, None)).sum()
    shift = ((a.mean(0) - b.mean(0)) ** 2).sum()
    return shift + np.trace(first) + np.trace(second) - 2 * cross


def kernel_distance(a, b, groups_a, groups_b):
    def kernel(x, y):
        return (x @ y.T / x.shape[1] + 1) ** 3

    def others(x, groups):
        pairs = groups[:, None] != groups[None, :]
        return kernel(x, x)[pairs].mean()

    return others(a, groups_a) + others(b, groups_b) - 2 * kernel(a, b).mean()


def window(size, deviation):
    positions = np.arange(size) - size // 2
    bell = np.exp(-(positions**2) / (2 * deviation**2))
    bell /= bell.sum()
    return np.outer(bell, bell)


def smooth(picture, kernel):
    size = kernel.shape[0]
    views = np.lib.stride_tricks.sliding_window_view(picture, (size, size))
    return np.einsum("ijkl,kl->ij", views, kernel)


def multi_scale_similarity(a, b, size=7, deviation=1.5):
    weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]
    kernel, c1, c2 = window(size, deviation), 0.01**2, 0.03**2
    result = 1.0
    for scale, weight in enumerate(weights):
        mean_a, mean_b = smooth(a, kernel), smooth(b, kernel)
        variance_a = smooth(a * a, kernel) - mean_a**2
        variance_b = smooth(b * b, kernel) - mean_b**2
        covariance = smooth(a * b, kernel) - mean_a * mean_b
        structure = (2 * covariance + c2) / (variance_a + variance_b + c2)
        luminance = (2 * mean_a * mean_b + c1) / (mean_a**2 + mean_b**2 + c1)
        last = scale == len(weights) - 1
        factor = (structure * luminance if last else structure).mean()
        result *= max(0.0, factor) ** weight
        a, b = (p.reshape(p.shape[0] // 2, 2, -1, 2).mean((1, 3)) for p in (a, b))
    return result


def linear_code(fitted, tested, numbers, block=8):
    def blocks(pictures):
        count, height, width = pictures.shape
        parts = pictures.reshape(count, height // block, block, width // block, block)
        return parts.transpose(0, 1, 3, 2, 4).reshape(-1, block * block)

    rows, others = blocks(fitted), blocks(tested)
    mean = rows.mean(0)
    _, directions = np.linalg.eigh(np.cov(rows - mean, rowvar=False, bias=True))
    result = []
    for number in numbers:
        basis = directions[:, -number:]
        error = (others - mean) - (others - mean) @ basis @ basis.T
        result.append(-10 * np.log10((error**2).mean()))
    return result


def area(scores, labels):
    positive, negative = scores[labels], scores[~labels]
    wins = (positive[:, None] > negative[None, :]).mean()
    return wins + 0.5 * (positive[:, None] == negative[None, :]).mean()


def main():
    a, b = pattern((40, 6), 1.3), pattern((50, 6), 2.1, 0.4)
    # smooth enough for all five scales to agree in sign
    y, x = np.mgrid[0:128, 0:128] / 128.0
    first = 0.5 + 0.25 * np.sin(9 * x + 4 * y) + 0.25 * np.cos(31 * x * y)
    second = 0.5 + 0.25 * np.sin(9 * x + 4 * y + 0.5) + 0.2 * np.cos(29 * x * y)
    scores = np.round(pattern((60,), 0.9), 1)
    labels = pattern((60,), 1.7) > 0.6
    numbers = {
        "frechet": frechet(a, b),
        "kernel": kernel_distance(a, b, np.arange(40), np.arange(50)),
        "kernel_grouped": kernel_distance(a, b, np.arange(40) // 4, np.arange(50) // 2),
        "similarity": multi_scale_similarity(first, second),
        "linear_code": linear_code(
            chirp((3, 16, 24), 0.0037), chirp((2, 16, 24), 0.0041), [2, 4]
        ),
        "area": area(scores, labels),
    }
    path = pathlib.Path(__file__).with_name("numbers.json")
    path.write_text(json.dumps(numbers, indent=2) + "\n")


if __name__ == "__main__":
    main()
