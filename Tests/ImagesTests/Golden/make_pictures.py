"""Makes the pictures of this folder and expected.json: python make_pictures.py (Pillow 13.0.0).

Each is a small made-up pattern in one of the kinds of PNG and JPEG that collections hold;
expected.json has the grey values and, for colour, the red, green and blue ones that Pillow reads.
"""

import json
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

here = Path(__file__).parent
height, width = 13, 17
y, x = np.mgrid[0:height, 0:width]
grey = ((x * 15 + y * 3) % 256).astype(np.uint8)
color = np.stack([grey, 255 - grey, (x * 7 + y * 11) % 256], -1).astype(np.uint8)
deep = (x * 3855 + y * 257 + x * y).astype(np.uint16)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(
        ">I", zlib.crc32(kind + data))


def interlaced(pixels):
    """An 8-bit grey PNG in Adam7 order, which Pillow cannot write."""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2)]
    raw = b""
    for x0, y0, dx, dy in passes:
        part = pixels[y0::dy, x0::dx]
        if part.size:
            raw += b"".join(b"\0" + row.tobytes() for row in part)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


Image.fromarray(grey).save(here / "grey8.png")
Image.fromarray(deep).save(here / "grey16.png")
Image.fromarray(color).save(here / "rgb.png")
alpha = np.full((height, width, 1), 255, np.uint8)
Image.fromarray(np.concatenate([color, alpha], -1)).save(here / "rgba.png")
Image.fromarray(color).quantize(16).save(here / "palette.png")
Image.fromarray((grey > 100).astype(np.uint8) * 255).convert("1").save(here / "bits.png")
(here / "interlaced.png").write_bytes(interlaced(grey))
smooth = Image.fromarray(color).resize((24, 20), Image.BICUBIC)
smooth.convert("L").save(here / "grey.jpg", quality=92)
smooth.save(here / "color.jpg", quality=92)
smooth.save(here / "progressive.jpg", quality=92, progressive=True)

expected = {}
for path in sorted(here.glob("*.png")) + sorted(here.glob("*.jpg")):
    image = Image.open(path)
    if path.name == "grey16.png":
        values = np.round(np.asarray(image).astype(np.float64) / 257).astype(int)
    else:
        # the JPEG decoder's own luma, as collections of grey films are read
        values = np.asarray(image.convert("L") if path.suffix == ".png" or image.mode == "L"
                            else image.convert("YCbCr").split()[0])
    entry = {"width": image.width, "height": image.height,
             "grey": values.ravel().tolist()}
    if image.mode in ("RGB", "RGBA", "P"):
        entry["color"] = np.asarray(image.convert("RGB")).ravel().tolist()
    expected[path.name] = entry
(here / "expected.json").write_text(json.dumps(expected) + "\n")
