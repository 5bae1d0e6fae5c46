"""Writes networks as their packages publish them, and the numbers that those give.

    python published.py SCRIPT

SCRIPT is convert_reward_networks.py. In the working folder come `diagnosis`, a torchxrayvision
DenseNet-121 that the script has written already, `checkpoint.tar` and `bert`, a small CXR-CLIP for
it to convert, and `expected.json`. Weights are random; pictures follow from their positions.
"""

import importlib.util
import json
import sys
from pathlib import Path

import torch
import torchxrayvision
from torchvision.models import resnet50
from transformers import BertConfig, BertModel, BertTokenizerFast

HERE = Path(__file__).resolve().parent
REPORT = "Small left pleural effusion; no pneumothorax."


def pictures(count, size):
    index = torch.arange(count * size * size, dtype=torch.float64)
    return (0.5 + 0.5 * torch.sin(0.013 * index)).float().reshape(count, 1, size, size)


def diagnosis(script):
    images = torch.from_numpy(torchxrayvision.datasets.normalize(pictures(2, 224).numpy(), 1))
    network = torchxrayvision.models.DenseNet().eval()
    network.classifier.weight /= network(images).std()
    network.targets = [name if place % 3 else "" for place, name in enumerate(network.targets)]
    thresholds = torch.linspace(0.3, 0.6, 18)
    thresholds[4] = torch.nan
    network.op_threshs = thresholds
    card = {"description": "", "attribution": "", "license": "", "digest": "", "measurements": {}}
    script.write(Path("diagnosis"), *script.converted_diagnosis(network, card))
    known = [place for place, name in enumerate(network.targets) if name]
    return {"findings": [network.targets[place] for place in known],
            "probabilities": network(images)[:, known].flatten().tolist()}


def joint_space():
    tokenizer = BertTokenizerFast(str(HERE / "wordpiece" / "vocab.txt"), do_lower_case=True)
    tokenizer.save_pretrained("bert")
    settings = BertConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=24, max_position_embeddings=32)
    settings.save_pretrained("bert")
    image, text = resnet50(weights=None).eval(), BertModel(settings).eval()
    image.fc = torch.nn.Identity()
    projections = {"image": torch.nn.Linear(2048, 10), "text": torch.nn.Linear(16, 10)}
    parts = {"image_encoder.resnet": image, "text_encoder.text_encoder": text,
             **{f"{name}_projection.projection": layer for name, layer in projections.items()}}
    torch.save({
        "model": {f"{prefix}.{key}": value for prefix, part in parts.items()
                  for key, value in part.state_dict().items()},
        "config": {
            "base": {"image_size": 96, "text_max_length": 24},
            "model": {"image_encoder": {"name": "resnet"},
                      "text_encoder": {"name": "unused", "pooling": "eos"},
                      "projection_head": {"name": "linear", "proj_dim": 10}}}}, "checkpoint.tar")
    mean = torch.tensor([0.485, 0.456, 0.406]).reshape(3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).reshape(3, 1, 1)
    ids = torch.tensor([tokenizer(REPORT)["input_ids"]])
    vectors = {
        "images": projections["image"](image((pictures(2, 96) - mean) / deviation)),
        "report": projections["text"](text(input_ids=ids).last_hidden_state[:, -1])}
    return {"sentence": REPORT, **{
        name: torch.nn.functional.normalize(vector).flatten().tolist()
        for name, vector in vectors.items()}}


specification = importlib.util.spec_from_file_location("convert", sys.argv[1])
convert = importlib.util.module_from_spec(specification)
specification.loader.exec_module(convert)
torch.manual_seed(3)
with torch.no_grad():
    expected = {"diagnosis": diagnosis(convert), "space": joint_space()}
Path("expected.json").write_text(json.dumps(expected))
