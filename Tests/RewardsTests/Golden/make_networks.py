"""Makes networks.json, the numbers that the tests of published reward networks compare with.

Run in this folder (torch 2.13.0, torchvision 0.28.0, torchxrayvision 1.5.7, transformers 5.24.0):

    pip install torch torchvision torchxrayvision transformers
    python make_networks.py

The weights follow from their keys (formula.py of DiffusionTests), pictures from their positions, so
that the tests make both without a file. Of long outputs every 37th number is kept.
"""

import json
import sys
from pathlib import Path

import torch
import torchxrayvision
from torchvision.models import resnet18
from torchvision.models.resnet import Bottleneck, ResNet
from transformers import BertConfig, BertModel, BertTokenizerFast, CLIPConfig, CLIPModel

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "DiffusionTests" / "Golden"))
from formula import fill  # noqa: E402

STRIDE = 37


def pictures(*shape):
    index = torch.arange(torch.Size(shape).numel(), dtype=torch.float64)
    return (0.5 + 0.5 * torch.sin(0.013 * index)).float().reshape(shape)


def thinned(tensor):
    return tensor.flatten()[::STRIDE].tolist()


def radiograph_network():
    network = fill(torchxrayvision.models.DenseNet())
    thresholds = torch.tensor([0.3 + 0.02 * index for index in range(18)])
    thresholds[5] = torch.nan
    images = torch.from_numpy(
        torchxrayvision.datasets.normalize(pictures(2, 1, 224, 224).numpy(), 1))
    features = network.features2(images)
    logits = network(images)
    network.op_threshs = thresholds
    return {"features": thinned(features), "logits": logits.tolist(),
            "normalized": network(images).tolist(), "thresholds": thresholds.tolist()}


def residual_networks():
    images = pictures(2, 1, 64, 64).expand(-1, 3, -1, -1)
    mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    images = (images - mean.reshape(3, 1, 1)) / deviation.reshape(3, 1, 1)
    numbers = {}
    for name, network in [("resnet50", ResNet(Bottleneck, [3, 4, 6, 3])), ("resnet18", resnet18())]:
        network.fc = torch.nn.Identity()
        numbers[name] = thinned(fill(network)(images))
    return numbers


SENTENCES = [
    "Small left pleural effusion; no pneumothorax.", "NO ACUTE CARDIOPULMONARY PROCESS",
    "Stable 3.5-cm opacity, right lower lobe (unchanged)", "Café-au-lait  naïve\tœdema",
    "supercalifragilistic effusions", "", "a" * 120,
]
VOCABULARY = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", ";", "-", "(", ")", "a", "b", "c",
    "3", "5", "##5", "cm", "small", "left", "right", "lower", "lobe", "pleural", "effusion", "##s",
    "no", "pneumo", "##thorax", "acute", "cardio", "##pulmonary", "process", "stable", "op",
    "##acity", "un", "##changed", "cafe", "au", "la", "##it", "naive", "edema", "##a", "NO",
    "ACUTE", "Small", "Café",
]


def report_encoder():
    vocabulary = HERE / "wordpiece" / "vocab.txt"
    vocabulary.parent.mkdir(exist_ok=True)
    vocabulary.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    numbers = {"sentences": SENTENCES}
    for name, lower in [("lower", True), ("cased", False)]:
        tokenizer = BertTokenizerFast(str(vocabulary), do_lower_case=lower)
        numbers[name] = tokenizer(SENTENCES, truncation=True, max_length=24)["input_ids"]
    configuration = BertConfig(
        vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=24, max_position_embeddings=32)
    network = fill(BertModel(configuration, add_pooling_layer=False))
    ids = torch.tensor([[2, 18, 19, 23, 24, 3], [2, 26, 3, 0, 0, 0]])
    hidden = network(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
    numbers["ids"] = ids.tolist()
    # What lies behind a report's end is of no consequence.
    numbers["hidden"] = [hidden[0].flatten().tolist(), hidden[1, :3].flatten().tolist()]
    return numbers


def joint_space():
    configuration = CLIPConfig(
        text_config=dict(
            vocab_size=99, hidden_size=16, intermediate_size=32, num_hidden_layers=2,
            num_attention_heads=2, max_position_embeddings=12, hidden_act="quick_gelu",
            bos_token_id=97, eos_token_id=98, pad_token_id=98),
        vision_config=dict(
            hidden_size=24, intermediate_size=32, num_hidden_layers=2, num_attention_heads=3,
            image_size=32, patch_size=8, hidden_act="quick_gelu"),
        projection_dim=10)
    network = fill(CLIPModel(configuration))
    folder = HERE / "clip"
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(configuration.to_json_string())
    images = pictures(2, 1, 32, 32).expand(-1, 3, -1, -1)
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073]).reshape(3, 1, 1)
    deviation = torch.tensor([0.26862954, 0.26130258, 0.27577711]).reshape(3, 1, 1)
    ids = torch.tensor([[97, 5, 6, 98, 98], [97, 7, 8, 9, 98]])
    output = network(input_ids=ids, pixel_values=(images - mean) / deviation)
    return {"ids": ids.tolist(), "images": output.image_embeds.tolist(),
            "reports": output.text_embeds.tolist()}


with torch.no_grad():
    numbers = {"torchxrayvision": radiograph_network(), "residual": residual_networks(),
               "bert": report_encoder(), "clip": joint_space()}
text = json.dumps(numbers, indent=1).replace("NaN", "null")
(HERE / "networks.json").write_text(text + "\n")
