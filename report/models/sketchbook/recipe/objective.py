"""The loss: weighted error of the noise, and the variational bound for the variance alone.

(Nichol and Dhariwal 2021, L_hybrid: the bound's mean is detached; Hang et al. 2023 for the weights.)
"""
import math

import torch

STEPS = 1000


class Objective:
    """The squared cosine schedule's constants on a device."""

    def __init__(self, device, weighting="velocity", cap=5.0):
        u = torch.arange(STEPS + 1, dtype=torch.float64) / STEPS
        f = torch.cos((u + 0.008) / 1.008 * math.pi / 2) ** 2
        beta = (1 - f[1:] / f[:-1]).clamp(max=0.999)
        alpha_bar = torch.cumprod(1 - beta, 0)
        before = torch.cat([torch.ones(1, dtype=torch.float64), alpha_bar[:-1]])
        posterior = beta * (1 - before) / (1 - alpha_bar)
        posterior[0] = posterior[1]  # its own is zero; no noise is added in the last step
        table = dict(
            signal=alpha_bar.sqrt(), noise=(1 - alpha_bar).sqrt(), largest=beta.log(), smallest=posterior.log(),
            to_mean=beta / (1 - alpha_bar).sqrt() / (1 - beta).sqrt(), weight=_weights(alpha_bar, weighting, cap))
        self._table = {name: values.float().to(device) for name, values in table.items()}

    def at(self, name, timesteps):
        """[N, 1, 1, 1]"""
        return self._table[name][timesteps].view(-1, 1, 1, 1)

    def noised(self, x0, noise, timesteps):
        """x_t = sqrt(alpha_bar) x_0 + sqrt(1 - alpha_bar) noise"""
        return self.at("signal", timesteps) * x0 + self.at("noise", timesteps) * noise

    def losses(self, output, x0, noise, timesteps):
        """output [N, 6, H, W] -> the weighted error, the bound, and the plain error of the noise (for the curve)"""
        predicted, code = output.float().chunk(2, 1)
        error = (predicted - noise).square().mean((1, 2, 3))
        weighted = (self._table["weight"][timesteps] * error).mean()
        return weighted, self._bound(predicted.detach(), code, x0, noise, timesteps).mean(), error.detach().mean()

    def _bound(self, predicted, code, x0, noise, timesteps):
        """The term of the variational bound at each timestep, in bits per dimension: [N]"""
        small, large = self.at("smallest", timesteps), self.at("largest", timesteps)
        fraction = (code + 1) / 2
        log_variance = fraction * large + (1 - fraction) * small
        distance = self.at("to_mean", timesteps) * (predicted - noise)
        divergence = 0.5 * (log_variance - small - 1 + (small - log_variance).exp()
                            + distance.square() * (-log_variance).exp())
        return divergence.mean((1, 2, 3)) / math.log(2)


def _weights(alpha_bar, weighting, cap, floor=0.15):
    """Weights of the noise's squared error, mean 1 over the timesteps.

    plain: 1 - velocity: as if the velocity were predicted, with the signal-to-noise ratio cut off at `cap` (min-SNR),
    so that coarse structure, which the caption decides, counts for more than the last specks of noise; these count for
    `floor` at least, or a short training would leave them in the pictures
    """
    ratio = alpha_bar / (1 - alpha_bar)
    if weighting == "plain":
        return torch.ones_like(ratio)
    weights = ((ratio + 1).clamp(max=cap) / ratio).clamp(min=floor, max=cap)
    return weights / weights.mean()


def stratified_timesteps(count, generator):
    """[count] timesteps, one in each of `count` equal parts of the schedule, in random order."""
    device = generator.device
    places = (torch.arange(count, device=device) + torch.rand(count, generator=generator, device=device)) / count
    return (places * STEPS).long().clamp(max=STEPS - 1)[torch.randperm(count, generator=generator, device=device)]
