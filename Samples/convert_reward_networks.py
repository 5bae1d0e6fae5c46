"""Turns published reward networks into folders that cxrl reads: safetensors beside a JSON card.

    pip install torch safetensors transformers torchxrayvision
    python convert_reward_networks.py torchxrayvision densenet121-res224-all MODEL/rewards/diagnosis
    python convert_reward_networks.py cxr-clip CHECKPOINT.tar MODEL/rewards/consistency

torchxrayvision downloads the weights that it is asked for by name; for CXR-CLIP give the checkpoint
of a ResNet-50 model, and its BERT's name or folder with --bert where it is not
emilyalsentzer/Bio_ClinicalBERT. Both publish pickles, and a pickle can run any program when it is
read: convert only what you trust. A folder of transformers' CLIP needs no conversion.
"""

import argparse
import hashlib
import json
import math
from pathlib import Path

import torch
from safetensors.torch import save_file


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder, tensors, configuration):
    folder.mkdir(parents=True, exist_ok=True)
    save_file({key: value.detach().clone().contiguous() for key, value in tensors.items()},
              folder / "model.safetensors", metadata={"format": "pt"})
    text = json.dumps(configuration, indent=2, sort_keys=True)
    (folder / "config.json").write_text(text + "\n")
    print(f"{folder}: {len(tensors)} tensors")


def diagnosis_network(name, folder):
    import torchxrayvision
    network = torchxrayvision.models.DenseNet(weights=name)
    card = {
        "description": f"torchxrayvision {name}",
        "attribution": "Cohen et al., TorchXRayVision, MIDL 2022",
        "license": "Apache 2.0 (code); the terms of the data sets apply to the weights",
        "digest": digest(network.weights_filename_local), "measurements": {}}
    write(folder, *converted_diagnosis(network, card))


def converted_diagnosis(network, card):
    """Tensors and configuration; labels that the weights do not know have no name."""
    known = [index for index, label in enumerate(network.targets) if label]
    thresholds = network.op_threshs
    points = None if thresholds is None else [
        None if math.isnan(thresholds[index]) else float(thresholds[index]) for index in known]
    configuration = {
        "findings": [network.targets[index] for index in known],
        "outputs": {"count": len(network.targets), "places": known},
        "operating_points": points, "calibration": [], "rewarded": [], "card": card,
        "input": {"size": 224, "mean": 0.5, "deviation": 1 / 2048},
        "trunk": {"architecture": "dense", "growth": 32, "blocks": [6, 12, 24, 16],
                  "stem_channels": 64, "stem_kernel": 7, "stem_pooling": True, "bottleneck": 4}}
    tensors = {key: value for key, value in network.state_dict().items()
               if key.startswith(("features.", "classifier."))
               and not key.endswith("num_batches_tracked")}
    return tensors, configuration


def consistency_network(path, folder, bert):
    from transformers import AutoConfig, AutoTokenizer
    checkpoint = torch.load(path, map_location="cpu", weights_only=False)
    settings = checkpoint["config"]
    model, base = settings["model"], settings.get("base", {})
    head = model.get("projection_head", {})
    if model["image_encoder"]["name"] != "resnet" or head.get("name") != "linear":
        raise SystemExit("only CXR-CLIP with a ResNet-50 and linear projections is supported")
    name = bert or model["text_encoder"]["name"]
    text = AutoConfig.from_pretrained(name)
    card = {
        "description": "CXR-CLIP, ResNet-50 and BERT", "digest": digest(path), "measurements": {},
        "attribution": "You et al., CXR-CLIP, MICCAI 2023",
        "license": "see https://github.com/kakaobrain/cxr-clip"}
    length = min(int(base.get("text_max_length", 256)), text.max_position_embeddings)
    size = base.get("image_size", 224)
    configuration = {
        "architecture": "cxr_clip", "card": card, "pooling": model["text_encoder"]["pooling"],
        "report_length": length, "dimensions": head["proj_dim"],
        "input": {
            "size": int(size), "mean": 0.5, "deviation": 0.25,
            "channels": [{"mean": mean, "deviation": deviation} for mean, deviation in
                         zip([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]},
        "trunk": {"architecture": "residual", "widths": [64, 128, 256, 512],
                  "blocks": [3, 4, 6, 3], "stem_kernel": 7, "stem_stride": 2,
                  "stem_pooling": True, "channels": 3, "expansion": 4},
        "text": {key: getattr(text, key) for key in (
            "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads",
            "intermediate_size", "max_position_embeddings")}}
    towers = ("image_encoder.", "text_encoder.", "image_projection.", "text_projection.")
    tensors = {key: value for key, value in checkpoint["model"].items()
               if key.startswith(towers) and torch.is_floating_point(value)}
    write(folder, tensors, configuration)
    tokenizer = AutoTokenizer.from_pretrained(name)
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    place = folder / "tokenizer"
    place.mkdir(exist_ok=True)
    (place / "vocab.txt").write_text("".join(f"{piece}\n" for piece, _ in pieces),
                                     encoding="utf-8")
    lower = bool(getattr(tokenizer, "do_lower_case", True))
    (place / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": lower}) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    diagnosis = kinds.add_parser("torchxrayvision", help="a DenseNet-121, by its name")
    diagnosis.add_argument("name")
    diagnosis.add_argument("folder", type=Path)
    consistency = kinds.add_parser("cxr-clip", help="a checkpoint of a ResNet-50 model")
    consistency.add_argument("checkpoint", type=Path)
    consistency.add_argument("folder", type=Path)
    consistency.add_argument("--bert", help="name or folder of the BERT that it was built on")
    arguments = parser.parse_args()
    if arguments.kind == "torchxrayvision":
        diagnosis_network(arguments.name, arguments.folder)
    else:
        consistency_network(arguments.checkpoint, arguments.folder, arguments.bert)


if __name__ == "__main__":
    main()
