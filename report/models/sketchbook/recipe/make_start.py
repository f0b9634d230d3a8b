#!/usr/bin/env python3
"""Makes what the report of this recipe starts from: report/start and report/networks.

usage: make_start.py TOKENIZER

report/start/base, report/start/second        tiny models of both stages whose weights are zero: all that a training takes
                                              of them is the schedule and the tokenizer
report/networks/base.json, base-text.json     the UNet and the text encoder that are trained in their place
report/networks/second.json, second-text.json
"""
import argparse
import pathlib
import types

import model
from make_tokenizer import vocabulary
from sizes import UNETS

REPORT = pathlib.Path(__file__).parent / "report"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tokenizer")
    options = parser.parse_args()
    words = vocabulary(options.tokenizer)
    UNETS["tiny-second"] = dict(UNETS["tiny"], in_channels=6, class_embed_type="timestep")
    model.ENCODERS["tiny-second"] = model.ENCODERS["tiny"]
    for size, small in [("base", "tiny"), ("second", "tiny-second")]:
        networks = types.SimpleNamespace(unet=model.unet(small), text_encoder=model.text_encoder(small, words))
        for network in (networks.unet, networks.text_encoder):
            for parameter in network.parameters():
                parameter.data.zero_()
        model.save_folder(REPORT / "start" / size, size, networks, options.tokenizer)
        folder = REPORT / "networks"
        folder.mkdir(exist_ok=True)
        (folder / f"{size}.json").write_text(model.unet(size).to_json_string().rstrip() + "\n")
        (folder / f"{size}-text.json").write_text(model.text_encoder(size, words).config.to_json_string())


if __name__ == "__main__":
    main()
