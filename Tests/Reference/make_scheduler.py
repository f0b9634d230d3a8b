#!/usr/bin/env python3
"""Makes Tests/ModelsTests/Fixtures/schedulers_of_models.json: scheduler_config.json as diffusers writes it.

usage: make_scheduler.py
"""
import json, pathlib
import diffusers

FIXTURE = pathlib.Path(__file__).parents[1] / "ModelsTests/Fixtures/schedulers_of_models.json"
STAGE_ONE = dict(
    beta_schedule="squaredcos_cap_v2", variance_type="learned_range", thresholding=True,
    dynamic_thresholding_ratio=0.95, sample_max_value=1.5)
schedulers = {
    "stage_one": diffusers.DDPMScheduler(**STAGE_ONE),
    "stage_two": diffusers.DDPMScheduler(**STAGE_ONE | {"sample_max_value": 1.0}),
    "noising": diffusers.DDPMScheduler(beta_schedule="squaredcos_cap_v2"),
    "plain": diffusers.DDPMScheduler(),
    "implicit": diffusers.DDIMScheduler(
        clip_sample=False, prediction_type="v_prediction", timestep_spacing="trailing", steps_offset=1),
}
FIXTURE.write_text(json.dumps(
    {"diffusers": diffusers.__version__, "configs": {k: s.to_json_string() for k, s in schedulers.items()}}) + "\n")
