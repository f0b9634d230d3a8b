#!/usr/bin/env python3
"""Makes Tests/ModelsTests/Fixtures/encoder/: a small random text encoder as transformers saves one, 16-bit weights
in several files, and expected.json with what it makes of some prompts.

usage: make_text_encoder.py     (after make_tokenizer.py, whose tokenizer it takes)
"""
import json, pathlib, shutil
import sentencepiece, torch, transformers

TESTS = pathlib.Path(__file__).parents[1]
FOLDER = TESTS / "ModelsTests/Fixtures/encoder"
PROMPTS = ["a photo of a dog", "", "An Oil Painting of a Snowy Mountain Village!", "ﬁne café 🐶 " * 30]

shutil.rmtree(FOLDER, ignore_errors=True)
torch.manual_seed(8)
config = transformers.T5Config(
    vocab_size=1104, d_model=16, d_kv=8, d_ff=24, num_layers=2, num_heads=3, feed_forward_proj="gated-gelu")
model = transformers.T5EncoderModel(config)
model.half().save_pretrained(FOLDER / "text_encoder", max_shard_size="30KB")
model = transformers.T5EncoderModel.from_pretrained(FOLDER / "text_encoder", dtype=torch.float32).eval()
pieces = sentencepiece.SentencePieceProcessor(model_file=str(TESTS / "Support/Fixtures/tokenizer_nfkc.model"))
expected = []
for prompt in PROMPTS:
    ids = pieces.encode(prompt.lower().strip())[:76] + [1]
    mask = [1] * len(ids) + [0] * (77 - len(ids))
    ids += [0] * (77 - len(ids))
    with torch.no_grad():
        out = model(input_ids=torch.tensor([ids]), attention_mask=torch.tensor([mask])).last_hidden_state
    expected.append({"prompt": prompt, "embedding": [round(v, 6) for v in out.flatten()[::7].tolist()]})
(FOLDER / "expected.json").write_text(json.dumps(
    {"torch": torch.__version__, "transformers": transformers.__version__, "prompts": expected}) + "\n")
