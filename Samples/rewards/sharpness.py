"""A reward for cxrl as a program: how sharp a picture is. Needs nothing but Python 3.

    cxrl --set rewards.sharpness.program="python3 Samples/rewards/sharpness.py"

cxrl starts it once and writes a line of JSON for every batch; one line answers it:

    {"images": "/tmp/.../batch.safetensors", "prompts": ["..."], "findings": [{"Edema": true}]}
    {"scores": [0.031]}

The file holds the pictures as `images`, fp32 [N, 1, H, W] in [0, 1]. A score is the mean absolute
difference of neighbouring pixels along a row. Print nothing else to the standard output; what goes
to the standard error is told where the program ends without an answer.
"""

import json
import struct
import sys
from array import array
from pathlib import Path


def read_images(path):
    """Shape and values: a safetensors file is a length, a JSON header and the tensors' bytes."""
    content = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    entry = json.loads(content[8:8 + length])["images"]
    start, end = (8 + length + offset for offset in entry["data_offsets"])
    values = array("f", content[start:end])
    if sys.byteorder == "big":
        values.byteswap()
    return entry["shape"], values


def sharpness(pixels, width):
    rows = (pixels[start:start + width] for start in range(0, len(pixels), width))
    steps = [abs(b - a) for row in rows for a, b in zip(row, row[1:])]
    return sum(steps) / len(steps)


def main():
    for line in sys.stdin:
        (count, _, height, width), values = read_images(json.loads(line)["images"])
        size = height * width
        scores = [sharpness(values[index * size:(index + 1) * size], width)
                  for index in range(count)]
        print(json.dumps({"scores": scores}), flush=True)


if __name__ == "__main__":
    main()
