"""What a network sees of a picture: its own resolution; the second stage, a noised enlargement, too."""
import torch
import torch.nn.functional as F

HIGHEST_LEVEL = 400  # of the noise on the enlargement, in timesteps


def prepared(size, x, side, objective, generator):
    """[N, 3, 64, 64] -> x_0 [N, 3, side, side], and for the second stage the condition and its level [N]."""
    if size != "second":
        return shrunk(x, side), None, None
    enlarged = enlarge(shrunk(x, side // 2), side)
    level = torch.randint(0, HIGHEST_LEVEL, (len(x),), generator=generator, device=x.device)
    noise = torch.randn(x.shape, generator=generator, device=x.device)
    return x, objective.noised(enlarged, noise, level), level


def shrunk(x, side):
    """By the mean of whole blocks of pixels."""
    return F.avg_pool2d(x, x.shape[-1] // side) if side < x.shape[-1] else x


def enlarge(x, side):
    """As the family's second stage does: bilinear, corners aligned."""
    return F.interpolate(x, size=side, mode="bilinear", align_corners=True)
