#!/usr/bin/env python3
"""Makes Tests/ModelsTests/Fixtures/random-velocity.json: an image that IFPipeline makes with a model that predicts velocity.

usage: make_velocity_sample.py

The model is Tests/Support/Fixtures/random-model with `prediction_type` v_prediction in its scheduler's file, which is all
that tells the pipeline.
"""
import json, pathlib, shutil, tempfile
import torch
from diffusers import IFPipeline

TESTS = pathlib.Path(__file__).parents[1]
PROMPT, GUIDANCE, STEPS, SEED = "a rocket ship", 3.0, 20, 6

with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place) / "model"
    shutil.copytree(TESTS / "Support/Fixtures/random-model", folder)
    settings = folder / "scheduler/scheduler_config.json"
    settings.write_text(settings.read_text().replace('"prediction_type": "epsilon"', '"prediction_type": "v_prediction"'))
    pipeline = IFPipeline.from_pretrained(folder, dtype=torch.float32)
pipeline.set_progress_bar_config(disable=True)
assert pipeline.scheduler.config.prediction_type == "v_prediction"
sums = []
image = pipeline(
    prompt=PROMPT, guidance_scale=GUIDANCE, num_inference_steps=STEPS, clean_caption=False, output_type="pt",
    generator=torch.Generator().manual_seed(SEED),
    callback=lambda step, timestep, x: sums.append(x.double().sum().item())).images
(TESTS / "ModelsTests/Fixtures/random-velocity.json").write_text(json.dumps({
    "prompt": PROMPT, "guidance": GUIDANCE, "steps": STEPS, "seed": SEED, "sums": sums,
    "final": [round(v, 6) for v in image.flatten().tolist()]}) + "\n")
