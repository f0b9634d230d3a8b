#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Fixtures/noise_objective.json: the loss of text-to-image networks on fixed draws.

usage: make_noise_objective.py

The network and the schedule are those of Tests/Support/Fixtures/random-model as diffusers loads them; noise and
velocity are diffusers' own. The variational bound is written out here from Nichol and Dhariwal 2021 (eq. 4 to 6 and
15), in double precision, with the exact normal distribution at timestep 0. Recorded for both targets: the squared
error, the bound in bits, and the norm of the loss's gradient for every parameter.
"""
import json, math, pathlib
import torch
from diffusers import DDPMScheduler, UNet2DConditionModel
from safetensors.torch import load_file

TESTS = pathlib.Path(__file__).parents[1]
MODELS = TESTS / "Support/Fixtures"
TIMESTEPS, SEED = [0, 1, 400, 999], 3
PROMPTS = ["a rocket ship", "a pencil", "", "a lithograph of a skull"]

unet = UNet2DConditionModel.from_pretrained(MODELS / "random-model/unet", torch_dtype=torch.float32)
scheduler = DDPMScheduler.from_pretrained(MODELS / "random-model/scheduler")
texts = load_file(MODELS / "random-model-prompts.safetensors")
text = torch.cat([texts[prompt].float() for prompt in PROMPTS])
n, c, y, x = torch.meshgrid(*[torch.arange(size) for size in (4, 3, 16, 16)], indexing="ij")
images = ((31 * n + 50 * c + 7 * y + 13 * x) % 256) / 255 * 2 - 1
noise = torch.randn(4, 3, 16, 16, generator=torch.Generator().manual_seed(SEED))
timesteps = torch.tensor(TIMESTEPS)
noisy = scheduler.add_noise(images, noise, timesteps)

alpha_bar = scheduler.alphas_cumprod.double()
beta = 1 - alpha_bar / torch.cat([torch.ones(1).double(), alpha_bar[:-1]])
previous = torch.cat([torch.ones(1).double(), alpha_bar[:-1]])
posterior = (1 - previous) / (1 - alpha_bar) * beta
low, high = torch.cat([posterior[1:2], posterior[1:]]).log(), beta.log()


def at(values):
    return values[timesteps].view(-1, 1, 1, 1)


def bound(prediction, code, target):
    """Of each element, in bits; no gradient reaches the mean."""
    prediction, code, clean, x = prediction.detach().double(), code.double(), images.double(), noisy.double()
    a, s = at(alpha_bar).sqrt(), (1 - at(alpha_bar)).sqrt()
    estimate = (x - s * prediction) / a if target == "noise" else a * x - s * prediction
    of_clean = at(previous.sqrt() * beta / (1 - alpha_bar))
    of_x = at((1 - beta).sqrt() * (1 - previous) / (1 - alpha_bar))
    mean, true_mean = of_clean * estimate + of_x * x, of_clean * clean + of_x * x
    share = (code + 1) / 2
    log_variance = share * at(high) + (1 - share) * at(low)
    divergence = 0.5 * (log_variance - at(low) - 1 + (at(low) - log_variance).exp()
                        + (true_mean - mean) ** 2 * (-log_variance).exp())
    normal = torch.distributions.Normal(mean, (0.5 * log_variance).exp())
    above = torch.where(clean > 0.999, 1.0, normal.cdf(clean + 1 / 255))
    below = torch.where(clean < -0.999, 0.0, normal.cdf(clean - 1 / 255))
    likelihood = -(above - below).clamp(min=1e-12).log()
    return torch.where(timesteps.view(-1, 1, 1, 1) == 0, likelihood, divergence) / math.log(2)


record = {"timesteps": TIMESTEPS, "seed": SEED, "prompts": PROMPTS}
for target in ["noise", "velocity"]:
    unet.zero_grad()
    prediction, code = unet(noisy, timesteps, encoder_hidden_states=text).sample.chunk(2, dim=1)
    wanted = noise if target == "noise" else scheduler.get_velocity(images, noise, timesteps)
    error = ((prediction - wanted) ** 2).mean()
    variational = bound(prediction, code, target).mean()
    (error + variational).backward()
    record[target] = {
        "error": error.item(), "bound": variational.item(),
        "gradients": {name: round(p.grad.double().norm().item(), 9) for name, p in unet.named_parameters()}}
(TESTS / "TrainingTests/Fixtures/noise_objective.json").write_text(json.dumps(record) + "\n")
