#!/usr/bin/env python3
"""Makes Tests/NetworksTests/Fixtures/t5_{random,gradients}.json with transformers: small random T5 v1.1 encoders,
their outputs and their gradients.

usage: make_t5.py

Each case has its config.json as transformers writes it, token ids with masks, and the last hidden states. The weights are not kept: the tensor at place i of the sorted names gets w[n] = scale * sin(0.37 n + i), plus 1
on the scales of the normalisations, and the test fills its own in the same way.
"""
import json, pathlib
import torch, transformers

FIXTURES = pathlib.Path(__file__).parents[1] / "NetworksTests/Fixtures"

CASES = [
    dict(name="one_block", scale=0.3, d_model=16, d_kv=16, num_heads=1, d_ff=24, num_layers=1, vocab_size=40, length=5),
    dict(name="narrow_heads", scale=0.2, d_model=48, d_kv=4, num_heads=6, d_ff=40, num_layers=3, vocab_size=90, length=77),
    dict(name="wide_heads", scale=0.1, d_model=24, d_kv=32, num_heads=2, d_ff=96, num_layers=4, vocab_size=50, length=33),
    dict(name="few_buckets", scale=0.4, d_model=20, d_kv=10, num_heads=3, d_ff=36, num_layers=2, vocab_size=64, length=150,
         relative_attention_num_buckets=8, relative_attention_max_distance=20),
    dict(name="large_epsilon", scale=0.05, d_model=32, d_kv=8, num_heads=4, d_ff=64, num_layers=5, vocab_size=64, length=40,
         layer_norm_epsilon=1e-2, relative_attention_max_distance=60),
]

GRADIENT_CASES = ["narrow_heads", "few_buckets"]


def gradients(model, ids, mask):
    """Of the sum of states[n] sin(0.3 n): for every parameter its norm, and its sum with cos(0.5 n)."""
    model.zero_grad()
    out = model(input_ids=ids, attention_mask=mask).last_hidden_state
    (out.flatten() * torch.sin(0.3 * torch.arange(out.numel(), dtype=torch.float64)).float()).sum().backward()
    found = {}
    for key, parameter in model.named_parameters():
        g = parameter.grad.flatten()
        n = torch.arange(g.numel(), dtype=torch.float64)
        found[key] = [float(f"{v:.8g}") for v in (g.norm().item(), (g * torch.cos(0.5 * n)).sum().item())]
    return found


torch.set_num_threads(1)
records = []
slopes = []
for case in CASES:
    settings = dict(case)
    name, scale, length = (settings.pop(key) for key in ("name", "scale", "length"))
    config = transformers.T5Config(feed_forward_proj="gated-gelu", **settings)
    model = transformers.T5EncoderModel(config).eval().double()
    state = model.state_dict()
    filled = {}
    for index, key in enumerate(sorted(state)):
        n = torch.arange(state[key].numel(), dtype=torch.float64)
        value = scale * torch.sin(0.37 * n + index) + (1 if "layer_norm" in key else 0)
        filled[key] = value.float().double().reshape(state[key].shape)
    filled["encoder.embed_tokens.weight"] = filled["shared.weight"]
    model.load_state_dict(filled)
    ids = [[(7 * i * i + 3 * i + row) % config.vocab_size for i in range(length)] for row in range(2)]
    mask = [[1] * length, [1] * (length // 2) + [0] * (length - length // 2)]
    with torch.no_grad():
        out = model(input_ids=torch.tensor(ids), attention_mask=torch.tensor(mask)).last_hidden_state
    if name in GRADIENT_CASES:
        slopes.append({"name": name, "gradients": gradients(model, torch.tensor(ids), torch.tensor(mask))})
    kept = out.flatten()[:: max(1, out.numel() // 400)]
    records.append({
        "name": name, "scale": scale, "config": json.loads(config.to_json_string(use_diff=False)),
        "keys": [[key, list(state[key].shape)] for key in sorted(state)], "ids": ids, "mask": mask,
        "stride": max(1, out.numel() // 400), "out": [round(v, 9) for v in kept.tolist()], "sum": out.sum().item(),
    })
(FIXTURES / "t5_random.json").write_text(
    json.dumps({"torch": torch.__version__, "transformers": transformers.__version__, "cases": records}) + "\n")
(FIXTURES / "t5_gradients.json").write_text(json.dumps(slopes) + "\n")
