"""The judge: a small classifier of subjects and styles, and the folder that it is kept in."""
import json
import pathlib

import safetensors.torch
import torch
import torch.nn.functional as F

import augmentation

SIDE = 32
WIDTHS, STRIDES = (32, 64, 64, 128, 128, 192), (1, 2, 1, 2, 1, 2)
PERSONS = ["face", "man", "man with glasses", "man with hat", "old man", "woman", "woman with glasses",
    "woman with hat"]
# What a stricter judge calls a picture that shows no subject well enough; nobody asks for it.
NOTHING = "nothing"
# What else is right where a subject is asked for: what the captions of the two have in common.
ALSO_RIGHT = {"face": PERSONS[1:], "man": ["face"], "woman": ["face"], "sea": ["sunset"],
    "cat": ["cat on a windowsill"]}


class Trained(torch.nn.Module):
    """The network as it is trained: [N, 3, 32, 32] in -1...1 -> logits of subjects and of styles."""

    def __init__(self, subjects, styles):
        super().__init__()
        inputs = (3,) + WIDTHS[:-1]
        self.convolutions = torch.nn.ModuleList(
            torch.nn.Conv2d(a, b, 3, s, 1, bias=False) for a, b, s in zip(inputs, WIDTHS, STRIDES))
        self.norms = torch.nn.ModuleList(torch.nn.BatchNorm2d(b) for b in WIDTHS)
        self.subject, self.style = (torch.nn.Linear(WIDTHS[-1], n) for n in (subjects, styles))

    def forward(self, x):
        for convolution, norm in zip(self.convolutions, self.norms):
            x = F.gelu(norm(convolution(x)))
        x = x.mean((2, 3))
        return self.subject(x), self.style(x)


def folded(network):
    """The tensors of the network with every normalisation in the convolution before it."""
    tensors = {}
    for i, (convolution, norm) in enumerate(zip(network.convolutions, network.norms)):
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        tensors[f"convolutions.{i}.weight"] = convolution.weight * scale[:, None, None, None]
        tensors[f"convolutions.{i}.bias"] = norm.bias - norm.running_mean * scale
    for name, head in (("subject", network.subject), ("style", network.style)):
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = head.weight, head.bias
    return {name: tensor.detach().half().contiguous() for name, tensor in tensors.items()}


def save(network, subjects, styles, folder):
    """Writes config.json and model.safetensors in half precision."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    config = {"side": SIDE, "widths": list(WIDTHS), "strides": list(STRIDES), "subjects": subjects, "styles": styles,
        "also-right": ALSO_RIGHT}
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in config.items())
    (folder / "config.json").write_text(f"{{\n{lines}\n}}\n")
    safetensors.torch.save_file(folded(network), folder / "model.safetensors", metadata={"format": "pt"})


class Judge:
    """A judge from its folder, computed in single precision."""

    def __init__(self, folder, device="cpu"):
        folder = pathlib.Path(folder)
        self.config = json.loads((folder / "config.json").read_text())
        tensors = safetensors.torch.load_file(folder / "model.safetensors")
        self._tensors = {name: tensor.float().to(device) for name, tensor in tensors.items()}

    def layers(self, x):
        """[N, 3, H, W] in -1...1, H = W a power of two times the judge's side -> what every convolution gives"""
        x, layers = augmentation.shrunk(x, self.config["side"]), []
        for i, stride in enumerate(self.config["strides"]):
            weight, bias = self._tensors[f"convolutions.{i}.weight"], self._tensors[f"convolutions.{i}.bias"]
            x = F.gelu(F.conv2d(x, weight, bias, stride, 1))
            layers.append(x)
        return layers

    def logits(self, x):
        """[N, 3, H, W] in -1...1 -> logits of subjects and of styles"""
        mean, t = self.layers(x)[-1].mean((2, 3)), self._tensors
        return (F.linear(mean, t[f"{name}.weight"], t[f"{name}.bias"]) for name in ("subject", "style"))

    @torch.no_grad()
    def __call__(self, x):
        """[N, 3, H, W] in -1...1 -> the subject and the style of every picture"""
        subjects, styles = ([row.argmax() for row in logits] for logits in self.logits(x))
        return [(self.config["subjects"][a], self.config["styles"][b]) for a, b in zip(subjects, styles)]

    def is_right(self, seen, asked):
        """Whether a subject will do for the one that was asked for."""
        return seen == asked or seen in self.config["also-right"].get(asked, ())
