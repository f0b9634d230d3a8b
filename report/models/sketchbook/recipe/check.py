#!/usr/bin/env python3
"""Loads a model folder as anybody would, by diffusers' pipeline, and makes a picture with it.

usage: check.py MODEL
"""
import argparse

import numpy as np
import sentencepiece
import torch
from diffusers import IFPipeline

from prompts import ALL

ODD = ["A Photo, of THE Amalfi cost", "an unheard-of zebra", "", "  two   spaces "]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model")
    options = parser.parse_args()
    pipeline = IFPipeline.from_pretrained(options.model, torch_dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    processor = sentencepiece.SentencePieceProcessor(model_file=f"{options.model}/tokenizer/spiece.model")
    for prompt in ALL + ODD:
        ids = pipeline.tokenizer(prompt).input_ids
        assert ids == processor.encode(prompt) + [1], (prompt, ids, processor.encode(prompt))
        assert max(ids) < pipeline.text_encoder.config.vocab_size
    generator = torch.Generator().manual_seed(0)
    image = pipeline(ALL[0], num_inference_steps=4, guidance_scale=5.0, generator=generator, output_type="np",
                     clean_caption=False).images[0]
    assert image.shape[2] == 3 and np.isfinite(image).all()
    print(f"{options.model}: loaded by IFPipeline, tokenizer agrees on {len(ALL + ODD)} prompts, "
          f"a picture of {image.shape}")


if __name__ == "__main__":
    main()
