#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Fixtures/random-model: a small random model in the layout of diffusers, in half precision.

usage: make_model_folder.py

unet, text_encoder, tokenizer, scheduler   what a model of the DeepFloyd IF family has, a few thousand times smaller
../random-model-prompts.safetensors         embeddings of some prompts by the text encoder, their first nine tokens
../random-model.json                         an image that diffusers' own loop makes with it, guided, in 33 steps
"""
import io, json, pathlib, shutil
import sentencepiece, torch
from diffusers import DDPMScheduler, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import T5Config, T5EncoderModel

FIXTURES = pathlib.Path(__file__).parents[1] / "TrainingTests/Fixtures"
FOLDER = FIXTURES / "random-model"
PROMPTS = ["a rocket ship", "a pencil", "a lithograph of a skull", "a high quality photo", ""]
GUIDANCE, STEPS, SEED = 7.0, 33, 5

shutil.rmtree(FOLDER, ignore_errors=True)
torch.manual_seed(0)
unet = UNet2DConditionModel(
    sample_size=16, in_channels=3, out_channels=6, block_out_channels=[16, 16], layers_per_block=1,
    down_block_types=["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"],
    mid_block_type="UNetMidBlock2DSimpleCrossAttn",
    up_block_types=["SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"], attention_head_dim=8,
    cross_attention_dim=32, cross_attention_norm="group_norm", encoder_hid_dim=24, encoder_hid_dim_type="text_proj",
    addition_embed_type="text", addition_embed_type_num_heads=2, resnet_time_scale_shift="scale_shift",
    act_fn="gelu", norm_num_groups=8)
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
DDPMScheduler(
    beta_schedule="squaredcos_cap_v2", variance_type="learned_range", thresholding=True,
    dynamic_thresholding_ratio=0.95, sample_max_value=1.5).save_pretrained(FOLDER / "scheduler")
(FOLDER / "model_index.json").write_text(json.dumps({
    "_class_name": "IFPipeline", "scheduler": ["diffusers", "DDPMScheduler"],
    "text_encoder": ["transformers", "T5EncoderModel"], "tokenizer": ["transformers", "T5Tokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"]}, indent=2) + "\n")

# From the folder, as anybody would load it.
unet = UNet2DConditionModel.from_pretrained(FOLDER / "unet", torch_dtype=torch.float32).eval()
encoder = T5EncoderModel.from_pretrained(FOLDER / "text_encoder", torch_dtype=torch.float32).eval()
scheduler = DDPMScheduler.from_pretrained(FOLDER / "scheduler")
tokens = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


@torch.no_grad()
def embedding(prompt):
    ids = (tokens.encode(prompt) + [1])[:77]
    mask = torch.tensor([[1] * len(ids) + [0] * (77 - len(ids))])
    return encoder(input_ids=torch.tensor([ids + [0] * (77 - len(ids))]), attention_mask=mask).last_hidden_state


texts = {prompt: embedding(prompt) for prompt in PROMPTS}
save_file({p: t.half()[:, :9].contiguous() for p, t in texts.items()}, FIXTURES / "random-model-prompts.safetensors")
generator = torch.Generator().manual_seed(SEED)
x = torch.randn(1, 3, 16, 16, generator=generator)
scheduler.set_timesteps(STEPS)
text = torch.cat([texts[""], texts["a rocket ship"]])
sums = []
with torch.no_grad():
    for t in scheduler.timesteps:
        output = unet(torch.cat([x, x]), t, encoder_hidden_states=text).sample
        free, guided = output.chunk(2)
        noise = free[:, :3] + GUIDANCE * (guided[:, :3] - free[:, :3])
        x = scheduler.step(torch.cat([noise, guided[:, 3:]], 1), t, x, generator=generator).prev_sample
        sums.append(x.double().sum().item())
(FIXTURES / "random-model.json").write_text(json.dumps({
    "prompt": "a rocket ship", "guidance": GUIDANCE, "steps": STEPS, "seed": SEED,
    "text": texts["a rocket ship"].flatten()[:240].tolist(), "sums": sums, "final": x.flatten().tolist()}) + "\n")
