#!/usr/bin/env python3
"""Makes a model of a training by the program that has not ended: of its averaged weights, in compact.safetensors.

usage: milestone.py SIZE COMPACT TOKENIZER OUT

Prints how many steps the training has made, and the mean loss of the last hundred.
"""
import argparse
import types

from safetensors.torch import load_file

import model
from make_tokenizer import vocabulary


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", choices=list(model.UNETS))
    parser.add_argument("compact")
    parser.add_argument("tokenizer")
    parser.add_argument("out")
    options = parser.parse_args()
    state = load_file(options.compact)
    weights = {name.removeprefix("average."): tensor for name, tensor in state.items() if name.startswith("average.")}
    networks = types.SimpleNamespace(
        unet=model.unet(options.size), text_encoder=model.text_encoder(options.size, vocabulary(options.tokenizer)))
    of_encoder = networks.text_encoder.state_dict().keys() & weights.keys()
    networks.unet.load_state_dict({name: weights[name] for name in weights.keys() - of_encoder})
    missing, unexpected = networks.text_encoder.load_state_dict({name: weights[name] for name in of_encoder}, strict=False)
    # The table of tokens has two names there.
    if unexpected or set(missing) - {"encoder.embed_tokens.weight", "shared.weight"}:
        raise SystemExit(f"{options.compact} is of another text encoder: {missing + unexpected}")
    model.save_folder(options.out, options.size, networks, options.tokenizer)
    losses = state["losses"].float()
    print(f"{len(losses)} steps, loss {losses[-100:].mean():.4f}")


if __name__ == "__main__":
    main()
