"""The networks of a size, and the folder that diffusers reads."""
import json
import os
import pathlib
import shutil

import torch
from diffusers import DDPMScheduler, UNet2DConditionModel
from transformers import T5Config, T5EncoderModel

from sizes import ENCODERS, UNETS

TOKENS = 77


def unet(size):
    """A UNet with the family's options, its residual branches and its output starting at zero."""
    settings = dict(UNETS[size])
    settings.setdefault("in_channels", 3)
    network = UNet2DConditionModel(
        out_channels=6, mid_block_type="UNetMidBlock2DSimpleCrossAttn", cross_attention_norm="group_norm",
        encoder_hid_dim=ENCODERS[size]["d_model"], encoder_hid_dim_type="text_proj", addition_embed_type="text",
        addition_embed_type_num_heads=ENCODERS[size]["num_heads"], resnet_time_scale_shift="scale_shift",
        act_fn="gelu", **settings)
    _start_at_zero(network)
    return network


def _start_at_zero(network):
    for name, module in network.named_modules():
        if name == "conv_out" or name.endswith((".conv2", ".to_out.0")):
            torch.nn.init.zeros_(module.weight)
            torch.nn.init.zeros_(module.bias)


def text_encoder(size, vocabulary):
    """A small T5 v1.1 encoder, without dropout."""
    return T5EncoderModel(T5Config(
        vocab_size=vocabulary, feed_forward_proj="gated-gelu", dropout_rate=0.0, tie_word_embeddings=False,
        decoder_start_token_id=0, **ENCODERS[size]))


class TextToImage(torch.nn.Module):
    """A text encoder and a UNet that are trained together."""

    def __init__(self, size, vocabulary):
        super().__init__()
        self.text_encoder = text_encoder(size, vocabulary)
        self.unet = unet(size)

    def forward(self, x, timesteps, ids, mask, noise_level=None):
        """x [N, 3 or 6, H, W], timesteps [N], ids and mask [N, 77] -> noise and variance code [N, 6, H, W]"""
        text = self.text_encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.unet(x, timesteps, encoder_hidden_states=text, class_labels=noise_level).sample


def scheduler(size, prediction):
    """The family's schedule: squared cosine betas, learned range of variances, dynamic thresholding.

    prediction: what the network's answer is, 'epsilon' (the noise) or 'v_prediction' (the velocity)
    """
    return DDPMScheduler(
        beta_schedule="squaredcos_cap_v2", prediction_type=prediction, variance_type="learned_range", thresholding=True,
        dynamic_thresholding_ratio=0.95, sample_max_value=1.0 if size == "second" else 1.5)


def save_folder(folder, size, networks, tokenizer_folder, prediction="epsilon"):
    """Writes the model in half precision in the layout of diffusers; the old folder stands until the new is whole."""
    folder = pathlib.Path(folder)
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    networks.unet.half().save_pretrained(part / "unet")
    networks.text_encoder.half().save_pretrained(part / "text_encoder")
    scheduler(size, prediction).save_pretrained(part / "scheduler")
    shutil.copytree(tokenizer_folder, part / "tokenizer")
    index = _second_index() if size == "second" else _first_index()
    (part / "model_index.json").write_text(json.dumps(index, indent=2) + "\n")
    if size == "second":
        DDPMScheduler(beta_schedule="squaredcos_cap_v2").save_pretrained(part / "image_noising_scheduler")
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(part, folder)


def _first_index():
    return {"_class_name": "IFPipeline", **_COMPONENTS}


def _second_index():
    return {"_class_name": "IFSuperResolutionPipeline", **_COMPONENTS,
            "image_noising_scheduler": ["diffusers", "DDPMScheduler"]}


_COMPONENTS = {
    "feature_extractor": [None, None], "requires_safety_checker": False, "safety_checker": [None, None],
    "scheduler": ["diffusers", "DDPMScheduler"], "text_encoder": ["transformers", "T5EncoderModel"],
    "tokenizer": ["transformers", "T5Tokenizer"], "unet": ["diffusers", "UNet2DConditionModel"],
    "watermarker": [None, None],
}
