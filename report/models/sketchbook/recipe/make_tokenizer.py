#!/usr/bin/env python3
"""Trains the tokenizer on the captions of a data folder.

usage: make_tokenizer.py DATA OUT

OUT/spiece.model           a sentencepiece unigram model in T5's layout: pad 0, </s> 1, <unk> 2
OUT/tokenizer_config.json  what transformers wants to know, with T5's 100 extra ids
OUT/words.txt              every word of the captions, so that a reader can tell words that the model never saw
"""
import argparse
import io
import json
import pathlib
import string

import sentencepiece

from dataset import Pictures

PIECES = 900  # an upper bound: about one for every word, and the letters


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("out", type=pathlib.Path)
    options = parser.parse_args()
    captions = Pictures(options.data).captions[:200_000]
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "spiece.model").write_bytes(_trained(captions))
    (options.out / "tokenizer_config.json").write_text(json.dumps(_settings(), indent=2) + "\n")
    words = sorted({word for caption in captions for word in caption.replace(",", " ").split()})
    (options.out / "words.txt").write_text("\n".join(words) + "\n")
    print(f"{len(words)} words, {vocabulary(options.out) - 100} pieces")


def _trained(captions):
    letters = " ".join(string.ascii_lowercase + string.digits)
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(captions + [letters] * 20), model_writer=model, model_type="unigram", vocab_size=PIECES,
        hard_vocab_limit=False, character_coverage=1.0, normalization_rule_name="nmt_nfkc", pad_id=0, eos_id=1,
        unk_id=2,
        bos_id=-1, num_threads=1, minloglevel=2)
    return model.getvalue()


def _settings():
    return {
        "tokenizer_class": "T5Tokenizer", "extra_ids": 100, "model_max_length": 77, "eos_token": "</s>",
        "unk_token": "<unk>", "pad_token": "<pad>"}


def vocabulary(folder):
    """The number of ids of a tokenizer folder, with the 100 extra ids."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pathlib.Path(folder) / "spiece.model"))
    return processor.get_piece_size() + 100


if __name__ == "__main__":
    main()
