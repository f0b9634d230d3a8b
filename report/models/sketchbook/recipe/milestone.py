#!/usr/bin/env python3
"""Makes a model in half precision of a training by the program.

usage: milestone.py SIZE TRAINED TOKENIZER OUT [--prediction v_prediction]

TRAINED is the folder of a training that has ended, .report/store/KEY/model, or of one that has not the averaged weights in
compact.safetensors: then it prints how many steps the training has made, and the mean loss of the last hundred. A folder says
itself what its network predicts; of weights alone it has to be said where that is not the noise.
"""
import argparse
import json
import pathlib
import types

from safetensors.torch import load_file

import model
from make_tokenizer import vocabulary


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", choices=list(model.UNETS))
    parser.add_argument("trained", type=pathlib.Path)
    parser.add_argument("tokenizer")
    parser.add_argument("out")
    parser.add_argument("--prediction", choices=["epsilon", "v_prediction"], default="epsilon")
    options = parser.parse_args()
    prediction = _prediction(options.trained) if options.trained.is_dir() else options.prediction
    weights = _of_folder(options.trained) if options.trained.is_dir() else _of_compact(options.trained)
    networks = types.SimpleNamespace(
        unet=model.unet(options.size), text_encoder=model.text_encoder(options.size, vocabulary(options.tokenizer)))
    of_encoder = networks.text_encoder.state_dict().keys() & weights.keys()
    networks.unet.load_state_dict({name: weights[name] for name in weights.keys() - of_encoder})
    missing, unexpected = networks.text_encoder.load_state_dict({name: weights[name] for name in of_encoder}, strict=False)
    # The table of tokens has two names there.
    if unexpected or set(missing) - {"encoder.embed_tokens.weight", "shared.weight"}:
        raise SystemExit(f"{options.trained} is of another text encoder: {missing + unexpected}")
    model.save_folder(options.out, options.size, networks, options.tokenizer, prediction)


def _prediction(folder):
    return json.loads((folder / "scheduler/scheduler_config.json").read_text())["prediction_type"]


def _of_folder(folder):
    return load_file(folder / "unet/diffusion_pytorch_model.safetensors") | load_file(folder / "text_encoder/model.safetensors")


def _of_compact(file):
    state = load_file(file)
    losses = state["losses"].float()
    print(f"{len(losses)} steps, loss {losses[-100:].mean():.4f}")
    return {name.removeprefix("average."): tensor for name, tensor in state.items() if name.startswith("average.")}


if __name__ == "__main__":
    main()
