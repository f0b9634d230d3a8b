#!/usr/bin/env python3
"""A guided sample of the shipped model by diffusers' own pipeline, for Tests/ModelsTests.

usage: make_sketchbook_sample.py      (writes Tests/ModelsTests/Fixtures/sketchbook-sample.json)
"""
import json
import pathlib

import torch
from diffusers import IFPipeline

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROMPT, GUIDANCE, STEPS, SEED = "an oil painting of a forest in autumn", 5.0, 33, 3


def main():
    pipeline = IFPipeline.from_pretrained(ROOT / "report/models/sketchbook/base", torch_dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    image = pipeline(
        PROMPT, num_inference_steps=STEPS, guidance_scale=GUIDANCE, generator=torch.Generator().manual_seed(SEED),
        output_type="pt", clean_caption=False).images[0]
    # The pipeline gives tensors in -1...1, as they leave the last step.
    record = dict(prompt=PROMPT, guidance=GUIDANCE, steps=STEPS, seed=SEED,
                  final=[round(value, 6) for value in image.clamp(-1, 1).flatten().tolist()])
    path = ROOT / "Tests/ModelsTests/Fixtures/sketchbook-sample.json"
    path.write_text(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
