#!/usr/bin/env python3
"""Makes Tests/DiffusionTests/Fixtures/more_samplers.json with diffusers: samplers beside those of schedulers.json.

usage: make_samplers.py

The model is eps(x, t) = 0.3 x + 0.1 sin(t / 100), the betas go from 1e-4 to 0.02 in a line, the start is
randn(1, 3, 4, 4) of seed 0, and noise is drawn from a generator of seed 1. UniPC with bh1 stops before the clean image,
where diffusers' is not a number.
"""
import json, math, pathlib
import torch
from diffusers import (
    DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, HeunDiscreteScheduler, UniPCMultistepScheduler)

BETAS = dict(beta_start=1e-4, beta_end=0.02, beta_schedule="linear")
RUNS = {
    "uniPCBh1": (UniPCMultistepScheduler(**BETAS, solver_type="bh1"), 12, {}),
    "dpmSolver20": (DPMSolverMultistepScheduler(**BETAS), 20, {}),
    "ddimEta1": (DDIMScheduler(**BETAS, clip_sample=False), 10, dict(eta=1.0)),
    "ddpmPosterior": (DDPMScheduler(**BETAS, clip_sample=False, variance_type="fixed_small"), 10, {}),
    "ddpmBeta": (DDPMScheduler(**BETAS, clip_sample=False, variance_type="fixed_large"), 10, {}),
    "heunKarras": (HeunDiscreteScheduler(**BETAS, use_karras_sigmas=True), 8, {}),
}


def run(name, scheduler, steps, options):
    scheduler.set_timesteps(steps)
    if "generator" in scheduler.step.__code__.co_varnames and not isinstance(scheduler, HeunDiscreteScheduler):
        options = options | dict(generator=torch.Generator().manual_seed(1))
    x = torch.randn(1, 3, 4, 4, generator=torch.Generator().manual_seed(0)) * scheduler.init_noise_sigma
    for t in scheduler.timesteps[:-1] if name == "uniPCBh1" else scheduler.timesteps:
        scaled = scheduler.scale_model_input(x, t)
        x = scheduler.step(0.3 * scaled + 0.1 * math.sin(float(t) / 100), t, x, **options).prev_sample
    return [float(f"{v:.8g}") for v in x.flatten().tolist()]


path = pathlib.Path(__file__).parents[1] / "DiffusionTests/Fixtures/more_samplers.json"
path.write_text(json.dumps({name: run(name, *case) for name, case in RUNS.items()}) + "\n")
