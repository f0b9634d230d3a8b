#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Fixtures/text_to_image_training.json: trainings of both stages by the sketchbook's recipe.

usage: make_text_to_image_training.py

Six steps of a UNet and its text encoder together, with all that the recipe does: loss, weights of the timesteps,
stratified timesteps and the smaller images are its own code (report/models/sketchbook/recipe). The UNet is drawn by
torch's layers, its residual branches set to zero; the encoder goes on from Tests/Support/Fixtures/random-model. Everything
random comes from torch's default generator. Recorded: the loss of every step, and of every weight and averaged weight at
the end the norm and the projection on cos(0.5 i).
"""
import json, math, pathlib, sys
import sentencepiece, torch
from diffusers import UNet2DConditionModel
from transformers import T5EncoderModel

TESTS = pathlib.Path(__file__).parents[1]
sys.path.insert(0, str(TESTS.parent / "report/models/sketchbook/recipe"))
import augmentation
from model import _start_at_zero
from objective import Objective, stratified_timesteps
from train import _groups

MODELS = TESTS / "Support/Fixtures"
SEED, PICTURES, BATCH, EPOCHS, TOKENS = 11, 8, 4, 3, 77
RATE, WARM_UP, FINAL, AVERAGE, DROP, LEVELS = 2e-3, 2, 0.02, 0.9, 0.3, 400
CAPTIONS = ["a rocket ship", "a pencil", "a high quality photo", "a lithograph of a skull"] * 2


def rate(step, steps):
    progress = max(0, step - WARM_UP) / (steps - WARM_UP)
    full = RATE * (FINAL + (1 - FINAL) * (1 + math.cos(math.pi * progress)) / 2)
    return full * (step + 1) / (WARM_UP + 1) if step < WARM_UP else full


def ids_of(captions):
    processor = sentencepiece.SentencePieceProcessor(model_file=str(MODELS / "random-model/tokenizer/spiece.model"))
    ids = torch.zeros(len(captions), TOKENS, dtype=torch.int64)
    for row, caption in enumerate(captions):
        pieces = processor.encode(caption) + [1]
        ids[row, :len(pieces)] = torch.tensor(pieces)
    return ids, (ids != 0).long()


def digest(named):
    result = {}
    for name, tensor in named:
        flat = tensor.detach().double().flatten()
        waves = torch.cos(0.5 * torch.arange(len(flat), dtype=torch.float64))
        result[name] = [round(flat.norm().item(), 8), round((flat * waves).sum().item(), 8)]
    return result


def trained(stage, side):
    n, c, y, x = torch.meshgrid(*[torch.arange(size) for size in (PICTURES, 3, 32, 32)], indexing="ij")
    pictures = ((31 * n + 50 * c + 7 * y + 13 * x) % 256).float() / 127.5 - 1
    encoder = T5EncoderModel.from_pretrained(MODELS / "random-model/text_encoder", dtype=torch.float32)
    folder = MODELS / ("random-upscaler" if stage == "second" else "random-model")
    settings = UNet2DConditionModel.load_config(folder / "unet")
    torch.manual_seed(SEED)
    generator = torch.default_generator
    unet = UNet2DConditionModel.from_config(settings)
    _start_at_zero(unet)
    both = torch.nn.ModuleList([unet, encoder])
    average = {name: p.detach().clone() for name, p in both.named_parameters()}
    objective = Objective("cpu")
    optimizer = torch.optim.AdamW(_groups(both), lr=RATE, betas=(0.9, 0.99))
    losses, steps = [], EPOCHS * PICTURES // BATCH
    loader = torch.utils.data.DataLoader(range(PICTURES), batch_size=BATCH, shuffle=True)
    for indices in (batch for _ in range(EPOCHS) for batch in loader):
        x0 = augmentation.shrunk(pictures[indices], side)
        noise, timesteps = torch.randn(x0.shape), stratified_timesteps(BATCH, generator)
        keeps = torch.rand(BATCH) >= DROP
        assert timesteps.min() > 0, "the recipe's bound is another one at timestep 0"
        noisy, levels = objective.noised(x0, noise, timesteps), None
        if stage == "second":
            levels = torch.randint(0, LEVELS, (BATCH,))
            enlarged = augmentation.enlarge(augmentation.shrunk(x0, side // 2), side)
            noisy = torch.cat([noisy, objective.noised(enlarged, torch.randn(x0.shape), levels)], 1)
        ids, mask = ids_of([CAPTIONS[i] if keep else "" for i, keep in zip(indices.tolist(), keeps)])
        text = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        output = unet(noisy, timesteps, encoder_hidden_states=text, class_labels=levels).sample
        weighted, bound, _ = objective.losses(output, x0, noise, timesteps)
        for group in optimizer.param_groups:
            group["lr"] = rate(len(losses), steps)
        optimizer.zero_grad()
        (weighted + bound).backward()
        torch.nn.utils.clip_grad_norm_(both.parameters(), 1.0)
        optimizer.step()
        losses.append((weighted + bound).item())
        decay = min(AVERAGE, (1 + len(losses)) / (10 + len(losses)))
        for name, p in both.named_parameters():
            average[name].lerp_(p.detach(), 1 - decay)
    named = [(name.split(".", 1)[1], p) for name, p in both.named_parameters()]
    averaged = [(name.split(".", 1)[1], p) for name, p in average.items()]
    return {"losses": losses, "weights": digest(named), "average": digest(averaged)}


record = {"seed": SEED, "captions": CAPTIONS, "first": trained("first", 16), "second": trained("second", 32)}
(TESTS / "TrainingTests/Fixtures/text_to_image_training.json").write_text(json.dumps(record) + "\n")
print(record["first"]["losses"], record["second"]["losses"])
