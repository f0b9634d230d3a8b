"""Pictures of nothing, for the judge to learn what is not good enough: made from pictures of something."""
import torch
import torch.nn.functional as F

KINDS = ("mixture", "seam", "smeared", "shuffled", "exchanged", "unfinished")


def distractors(x, subjects, generator):
    """[N, 3, S, S] in -1...1 with their subjects [N] -> as many pictures of which nobody would say what they show.

    Of the picture before it in the batch, where that has another subject, a picture takes over half (mixture, seam) or the
    fine details (exchanged); or it loses its details (smeared), its order (shuffled), or has not got them back from noise
    (unfinished). Kinds change from picture to picture.
    """
    draw = lambda *shape: torch.rand(*shape, generator=generator, device=x.device)
    other, differs = x.roll(1, 0), subjects.roll(1, 0) != subjects
    # Where both show the same, their mixture would show it too.
    other = torch.where(differs[:, None, None, None], other, x.flip(2))
    share, place = 0.4 + 0.2 * draw(len(x), 1, 1, 1), 0.35 + 0.3 * draw(len(x), 1, 1, 1)
    ramp = torch.linspace(0, 1, x.shape[3], device=x.device)[None, None, None, :]
    seam = torch.sigmoid(12 * (ramp - place))
    noise = torch.randn(x.shape, generator=generator, device=x.device)
    made = {
        "mixture": share * x + (1 - share) * other,
        "seam": seam * x + (1 - seam) * other,
        "smeared": smeared(x, 5),
        "shuffled": shuffled(x, generator),
        "exchanged": smeared(x, 5) + other - smeared(other, 5),
        "unfinished": smeared(0.5 * x + 0.85 * noise, 12),
    }
    kind = (len(KINDS) * draw(len(x))).long()
    return torch.stack([made[name] for name in KINDS])[kind, torch.arange(len(x), device=x.device)].clamp(-1, 1)


def smeared(x, side):
    """Pictures with no more detail than `side` pixels hold."""
    small = F.interpolate(x, (side, side), mode="area")
    return F.interpolate(small, x.shape[2:], mode="bicubic", align_corners=False)


def shuffled(x, generator):
    """Pictures cut into four by four pieces that lie in another order."""
    n, c, s, _ = x.shape
    pieces = x.unfold(2, s // 4, s // 4).unfold(3, s // 4, s // 4).reshape(n, c, 16, s // 4, s // 4)
    pieces = pieces[:, :, torch.randperm(16, generator=generator, device=x.device)]
    return pieces.reshape(n, c, 4, 4, s // 4, s // 4).permute(0, 1, 2, 4, 3, 5).reshape(n, c, s, s)
