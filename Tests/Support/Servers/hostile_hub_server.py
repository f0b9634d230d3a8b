"""A hub that means no good: python3 hostile_hub_server.py FOLDER LOG MODE [ADDRESS]

Every model is FOLDER/files. FOLDER/change.json is laid over its listing: 'weights' over the entry of the weights,
'siblings' behind the other entries, 'copies' repeats them. MODE says what happens when the weights are asked for:

    plain         it comes
    endless       it has no end
    endless-list  neither has the listing
    drip          its start comes, and hardly any more
    no-ranges     it comes from its start, whatever was asked for
    truncated     it ends early
    redirect      it is at ADDRESS
"""

import itertools
import json
import sys
import time

from hub_server import listing
from range_server import serve

mode = sys.argv[3]


def send(handler, pieces, code=200, **headers):
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    try:
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
    except (BrokenPipeError, ConnectionResetError):
        pass


def endless(handler):
    send(handler, itertools.repeat(b" " * 1_000_000))


def dripping():
    yield b"x" * 6000  # more than curl keeps in memory
    for _ in range(600):
        time.sleep(0.1)
        yield b"x"


def changed(folder):
    answer = listing(folder / "files")
    change = json.loads((folder / "change.json").read_text())
    for sibling in answer["siblings"]:
        if sibling["rfilename"].endswith(".safetensors"):
            sibling.update(change.pop("weights", {}))
    answer["siblings"] += change.pop("siblings", [])
    answer["siblings"] *= change.pop("copies", 1)
    return json.dumps(answer | change).encode()


def answer(folder, path):
    if path.startswith("/api/"):
        return endless if mode == "endless-list" else changed(folder)
    place = folder.joinpath("files", *path.strip("/").split("/")[4:])
    content = place.read_bytes() if place.is_file() else b""
    if place.suffix != ".safetensors" and mode != "redirect":
        return content
    length = str(len(content))
    return {
        "plain": content,
        "endless": endless,
        "drip": lambda handler: send(handler, dripping(), Content_Length=length),
        "no-ranges": lambda handler: send(handler, [content], Content_Length=length),
        "truncated": lambda handler: send(handler, [content[:10]], Content_Length=length),
        "redirect": lambda handler: send(handler, [], 302, Location=sys.argv[-1] + path.lstrip("/")),
    }["endless" if mode == "endless-list" else mode]


serve(*sys.argv[1:3], answer)
