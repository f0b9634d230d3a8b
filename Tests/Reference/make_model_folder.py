#!/usr/bin/env python3
"""Makes two small random models in the layout of diffusers, in half precision, under Tests/Support/Fixtures.

usage: make_model_folder.py

random-model                       what a model of the DeepFloyd IF family has, a few thousand times smaller
random-model-prompts.safetensors   embeddings of some prompts by its text encoder, their first nine tokens
random-model.json                  an image that IFPipeline makes with it, guided, in 33 steps
random-upscaler                    a model of the second stage, from 16 to 32 pixels, that is told its prompts' embeddings
random-upscaler.json               an image that IFSuperResolutionPipeline makes with it, guided, in 20 steps

Both pipelines load their folders with from_pretrained, as anybody would.
"""
import io, json, pathlib, shutil
import sentencepiece, torch
from diffusers import DDPMScheduler, IFPipeline, IFSuperResolutionPipeline, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import T5Config, T5EncoderModel

FIXTURES = pathlib.Path(__file__).parents[1] / "Support/Fixtures"
SAMPLES = pathlib.Path(__file__).parents[1] / "ModelsTests/Fixtures"
FOLDER, UPSCALER = FIXTURES / "random-model", FIXTURES / "random-upscaler"
PROMPTS = ["a rocket ship", "a pencil", "a lithograph of a skull", "a high quality photo", ""]
PROMPT, GUIDANCE, STEPS, SEED = "a rocket ship", 7.0, 33, 5
UPSCALING = {"guidance": 4.0, "steps": 20, "seed": 7, "noiseLevel": 250}
FAMILY = dict(
    block_out_channels=[16, 16], layers_per_block=1,
    down_block_types=["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"],
    mid_block_type="UNetMidBlock2DSimpleCrossAttn",
    up_block_types=["SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"], attention_head_dim=8,
    cross_attention_dim=32, cross_attention_norm="group_norm", encoder_hid_dim=24, encoder_hid_dim_type="text_proj",
    addition_embed_type="text", addition_embed_type_num_heads=2, resnet_time_scale_shift="scale_shift",
    act_fn="gelu", norm_num_groups=8)
NOISE = dict(
    beta_schedule="squaredcos_cap_v2", variance_type="learned_range", thresholding=True,
    dynamic_thresholding_ratio=0.95)
ABSENT = {part: [None, None] for part in ["feature_extractor", "safety_checker", "watermarker"]}


def index(folder, pipeline, **parts):
    (folder / "model_index.json").write_text(json.dumps({"_class_name": pipeline, **ABSENT, **parts}, indent=2) + "\n")


def load(pipeline, folder):
    loaded = pipeline.from_pretrained(folder, dtype=torch.float32)
    loaded.set_progress_bar_config(disable=True)
    return loaded


shutil.rmtree(FOLDER, ignore_errors=True)
torch.manual_seed(0)
unet = UNet2DConditionModel(sample_size=16, in_channels=3, out_channels=6, **FAMILY)
unet.half().save_pretrained(FOLDER / "unet")

words = "a an the photo lithograph skull rocket ship pencil high quality oil painting of man dog village snowy".split()
model = io.BytesIO()
sentencepiece.SentencePieceTrainer.train(
    sentence_iterator=iter([" ".join(words[i:] + words[:i]) for i in range(len(words))] * 20), model_writer=model,
    model_type="unigram", vocab_size=80, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, num_threads=1, minloglevel=2,
    normalization_rule_name="identity", hard_vocab_limit=False)
(FOLDER / "tokenizer").mkdir()
(FOLDER / "tokenizer/spiece.model").write_bytes(model.getvalue())
(FOLDER / "tokenizer/tokenizer_config.json").write_text(
    json.dumps({"tokenizer_class": "T5Tokenizer", "extra_ids": 0, "model_max_length": 512}) + "\n")

encoder = T5EncoderModel(T5Config(
    vocab_size=96, d_model=24, d_kv=8, d_ff=32, num_layers=2, num_heads=2, feed_forward_proj="gated-gelu",
    dropout_rate=0.0)).eval()
encoder.half().save_pretrained(FOLDER / "text_encoder")
DDPMScheduler(**NOISE, sample_max_value=1.5).save_pretrained(FOLDER / "scheduler")
index(
    FOLDER, "IFPipeline", scheduler=["diffusers", "DDPMScheduler"], text_encoder=["transformers", "T5EncoderModel"],
    tokenizer=["transformers", "T5Tokenizer"], unet=["diffusers", "UNet2DConditionModel"])

base = load(IFPipeline, FOLDER)
texts = {p: base.encode_prompt(p, do_classifier_free_guidance=False, clean_caption=False)[0] for p in PROMPTS}
save_file({p: t.half()[:, :9].contiguous() for p, t in texts.items()}, FIXTURES / "random-model-prompts.safetensors")
sums = []
image = base(
    prompt=PROMPT, guidance_scale=GUIDANCE, num_inference_steps=STEPS, clean_caption=False, output_type="pt",
    generator=torch.Generator().manual_seed(SEED),
    callback=lambda step, timestep, x: sums.append(x.double().sum().item())).images
(SAMPLES / "random-model.json").write_text(json.dumps({
    "prompt": PROMPT, "guidance": GUIDANCE, "steps": STEPS, "seed": SEED,
    "text": texts[PROMPT].flatten()[:240].tolist(), "sums": sums, "final": image.flatten().tolist()}) + "\n")

shutil.rmtree(UPSCALER, ignore_errors=True)
torch.manual_seed(1)
scale = 1 / 0.7071
unet = UNet2DConditionModel(
    sample_size=32, in_channels=6, out_channels=6, class_embed_type="timestep", resnet_skip_time_act=True,
    time_embedding_act_fn="gelu", time_embedding_dim=32, resnet_out_scale_factor=scale, mid_block_scale_factor=scale,
    **FAMILY)
unet.half().save_pretrained(UPSCALER / "unet")
DDPMScheduler(**NOISE, sample_max_value=1.0).save_pretrained(UPSCALER / "scheduler")
DDPMScheduler(beta_schedule="squaredcos_cap_v2").save_pretrained(UPSCALER / "image_noising_scheduler")
index(
    UPSCALER, "IFSuperResolutionPipeline", scheduler=["diffusers", "DDPMScheduler"],
    image_noising_scheduler=["diffusers", "DDPMScheduler"], text_encoder=[None, None], tokenizer=[None, None],
    unet=["diffusers", "UNet2DConditionModel"])

upscaler = load(IFSuperResolutionPipeline, UPSCALER)
small = torch.sin(0.11 * torch.arange(3 * 16 * 16, dtype=torch.float64)).float().reshape(1, 3, 16, 16)
sums = []
image = upscaler(
    prompt_embeds=texts[PROMPT], negative_prompt_embeds=texts[""], image=small,
    guidance_scale=UPSCALING["guidance"], num_inference_steps=UPSCALING["steps"],
    noise_level=UPSCALING["noiseLevel"], generator=torch.Generator().manual_seed(UPSCALING["seed"]),
    output_type="pt", callback=lambda step, timestep, x: sums.append(x.double().sum().item())).images
(SAMPLES / "random-upscaler.json").write_text(json.dumps({
    "prompt": PROMPT, **UPSCALING, "sums": sums, "final": [round(v, 6) for v in image.flatten().tolist()]}) + "\n")
