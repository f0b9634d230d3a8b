"""What a network sees of a picture: its own resolution; the second stage, a noised enlargement, too."""
import torch
import torch.nn.functional as F

HIGHEST_LEVEL = 400  # of the noise on the enlargement, in timesteps


def prepared(size, x, side, objective, generator, small=None):
    """[N, 3, S, S], S >= side -> x_0 [N, 3, side, side], and for the second stage the condition and its level [N].

    small: for the second stage, x at half the size as the base draws it, [N, 3, side / 2, side / 2]; shrunk if None
    """
    if size != "second":
        return shrunk(x, side), None, None
    enlarged = enlarge(shrunk(x, side // 2) if small is None else small, side)
    level = torch.randint(0, HIGHEST_LEVEL, (len(x),), generator=generator, device=x.device)
    noise = torch.randn(x.shape, generator=generator, device=x.device)
    return x, objective.noised(enlarged, noise, level), level


def shrunk(x, side):
    """Halved until it is `side` wide, by the binomial filter 1 3 3 1, so that hatching becomes a tone and no pattern."""
    row = torch.tensor([1.0, 3.0, 3.0, 1.0], device=x.device) / 8
    kernel = torch.outer(row, row).expand(x.shape[1], 1, 4, 4)
    while x.shape[-1] > side:
        x = F.conv2d(F.pad(x, (1, 1, 1, 1), mode="reflect"), kernel, stride=2, groups=x.shape[1])
    return x


def enlarge(x, side):
    """As the family's second stage does: bilinear, corners aligned."""
    return F.interpolate(x, size=side, mode="bilinear", align_corners=True)
