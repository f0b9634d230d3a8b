#!/usr/bin/env python3
"""Makes Tests/DiffusionTests/Fixtures/spacings.json with diffusers: which timesteps are taken, and where they lead.

usage: make_spacings.py

"taken" has the timesteps of DDPM (DDIM's are checked to be the same), "several" those of DPM-Solver++ and UniPC, each by
spacing/count/offset/steps. "runs" end where DDPM and DDIM do with the model eps(x, t) = 0.3 x + 0.1 sin(t / 100), the
start randn(1, 3, 4, 4) of seed 0, noise of seed 1, and betas from 1e-4 to 0.02 in a line.
"""
import json, math, pathlib
import torch
from diffusers import DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, UniPCMultistepScheduler


def timesteps(kind, steps, **options):
    scheduler = kind(**options)
    scheduler.set_timesteps(steps)
    return scheduler.timesteps.tolist()


def options(spacing, count, offset):
    return dict(timestep_spacing=spacing, num_train_timesteps=count, steps_offset=offset)


taken, several = {}, {}
for spacing, offsets in (("leading", (0, 1, 7)), ("trailing", (0, 1)), ("linspace", (0, 1))):
    for count in (1000, 100, 37):
        for offset in offsets:
            for steps in (1, 2, 3, 4, 7, 10, 27):
                name = f"{spacing}/{count}/{offset}/{steps}"
                own = options(spacing, count, offset)
                taken[name] = timesteps(DDPMScheduler, steps, **own)
                assert taken[name] == timesteps(DDIMScheduler, steps, **own)
                if spacing != "leading":
                    several[name] = timesteps(UniPCMultistepScheduler, steps, **own)
                    assert several[name] == timesteps(DPMSolverMultistepScheduler, steps, **own)


def run(scheduler, steps):
    scheduler.set_timesteps(steps)
    x = torch.randn(1, 3, 4, 4, generator=torch.Generator().manual_seed(0))
    noise = torch.Generator().manual_seed(1)
    for t in scheduler.timesteps:
        x = scheduler.step(0.3 * x + 0.1 * math.sin(float(t) / 100), t, x, generator=noise).prev_sample
    return [float(f"{v:.8g}") for v in x.flatten().tolist()]


BETAS = dict(beta_start=1e-4, beta_end=0.02, beta_schedule="linear", clip_sample=False)
runs = {
    f"{method}/{spacing}/{offset}/{steps}": run(
        kind(**BETAS, timestep_spacing=spacing, steps_offset=offset), steps)
    for method, kind, spacing, offset, steps in (
        ("ddim", DDIMScheduler, "trailing", 0, 10), ("ddim", DDIMScheduler, "trailing", 0, 4),
        ("ddim", DDIMScheduler, "leading", 1, 10), ("ddpm", DDPMScheduler, "trailing", 0, 7),
        ("ddpm", DDPMScheduler, "linspace", 0, 8), ("ddpm", DDPMScheduler, "leading", 3, 6))
}
runs["ddim/clamped"] = run(
    DDIMScheduler(beta_start=1e-4, beta_end=0.02, beta_schedule="linear", clip_sample_range=0.5), 10)
path = pathlib.Path(__file__).parents[1] / "DiffusionTests/Fixtures/spacings.json"
path.write_text(json.dumps({"taken": taken, "several": several, "runs": runs}, separators=(",", ":")) + "\n")
