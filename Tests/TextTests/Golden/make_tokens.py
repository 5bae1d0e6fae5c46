"""Makes tokens.json and transformers5/ with transformers' CLIPTokenizer.

Run in this folder: python make_tokens.py (transformers 5.24.0, tokenizers 0.23.3). It reads
tokenizer/, which the test of `BytePairTrainer` checks against what corpus.txt gives, and
sentences.txt, which holds made-up lines only.
"""

import json
from pathlib import Path

from transformers import CLIPTokenizer

here = Path(__file__).parent
# lines hold unusual separators, which splitlines() would cut at
lines = (here / "sentences.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
lines += ["de\u0301compose\u0301 A\u030angstro\u0308m q\u0307\u0323 \u1112\u1161\u11ab", "",
          "two\nlines\r\nand\u0085more\u2028here", "control\u0000\u0007\u001fcharacters"]

tokenizer = CLIPTokenizer.from_pretrained(here / "tokenizer")
# before its first use, which leaves truncation and padding in the file
tokenizer.save_pretrained(here / "transformers5")
padding_as_sign = CLIPTokenizer.from_pretrained(here / "tokenizer", pad_token="!")

rows = []
for line in lines:
    ids = tokenizer(line, add_special_tokens=False)["input_ids"]
    padded = tokenizer(line, padding="max_length", truncation=True, max_length=16)["input_ids"]
    rows.append({
        "text": line,
        "ids": ids,
        "padded_to_16": padded,
        "decoded": tokenizer.decode(ids, skip_special_tokens=True),
        "ids_with_sign_as_padding": padding_as_sign(line, add_special_tokens=False)["input_ids"],
    })

(here / "tokens.json").write_text(json.dumps(rows, ensure_ascii=True, indent=1) + "\n")
