"""Makes the digests of token ids that DiffusionTests compare real reports with.

Run in this folder (transformers 5.24.0); the reports are Open-i's, which may not be shipped, and
neither are their ids: a digest of 32 bits for each report is.

    pip install transformers open-clip-torch
    python make_report_digests.py NLMCXR_reports.tgz TOKENIZER

TOKENIZER is made: a folder with CLIP's own vocabulary, which tests are told in
CXRL_CLIP_TOKENIZER. Without it they use the small vocabulary of `pipeline/tokenizer`.
"""

import argparse
import gzip
import importlib.util
import json
import re
import tarfile
from pathlib import Path

from transformers import CLIPTokenizer

from formula import fnv
from make_golden import HERE


def make_clip_tokenizer(folder):
    """CLIP's vocabulary, which follows from its merges: bytes, bytes that end a word, merges."""
    package = Path(importlib.util.find_spec("open_clip").origin).parent
    text = gzip.open(package / "bpe_simple_vocab_16e6.txt.gz").read().decode()
    merges = text.split("\n")[1:49152 - 256 - 2 + 1]
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in printable]
    alphabet = [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(rest))]
    tokens = alphabet + [token + "</w>" for token in alphabet]
    tokens += [merge.replace(" ", "") for merge in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    assert len(tokens) == 49408
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n")
    special = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>",
               "pad_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(
        dict(special, model_max_length=77, tokenizer_class="CLIPTokenizer")))


def reports(archive):
    """Findings and impressions as the files have them, by number."""
    with tarfile.open(archive) as files:
        found = {int(Path(member.name).stem): files.extractfile(member).read().decode()
                 for member in files if member.name.endswith(".xml")}
    pattern = re.compile(r"<AbstractText[^>]*>([^<]*)</AbstractText>")
    return [" ".join(pattern.findall(found[number])) for number in sorted(found)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("tokenizer", type=Path)
    options = parser.parse_args()
    make_clip_tokenizer(options.tokenizer)
    texts = reports(options.archive)
    columns = []
    for folder in [options.tokenizer, HERE / "pipeline/tokenizer"]:
        tokenizer = CLIPTokenizer.from_pretrained(folder)
        rows = [tokenizer(text, add_special_tokens=False).input_ids for text in texts]
        print(folder, len(rows), "reports,", sum(map(len, rows)), "ids")
        columns.append([f"{fnv(' '.join(map(str, ids))):08x}" for ids in rows])
    lines = [" ".join(digests) for digests in zip(*columns)]
    (HERE / "report-digests.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
