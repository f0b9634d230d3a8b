"""Serve models as a hub does, on a free loopback port, with byte ranges: python3 hub_server.py FOLDER LOG [TOKEN]

FOLDER/ORGANISATION/NAME holds a model's files. With a token, a request needs it. The port is the first line of LOG;
each request adds a line with its path and its range.
"""

import hashlib
import json
import sys
from urllib.parse import urlsplit

from range_server import serve

token = sys.argv[3] if len(sys.argv) > 3 else None


def listing(model):
    siblings = []
    for file in sorted(model.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            sibling = {"rfilename": str(file.relative_to(model)), "size": len(content)}
            sibling["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            if file.suffix == ".safetensors":
                sibling["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            siblings.append(sibling)
    return {"sha": "0123abcd", "gated": "auto" if token else False, "siblings": siblings,
            "cardData": {"license": "other", "license_name": "research-only"}}


def answer(folder, path):
    parts = urlsplit(path).path.strip("/").split("/")
    if parts[:2] == ["api", "models"]:
        model = folder / parts[2] / parts[3]
        return json.dumps(listing(model)).encode() if model.exists() and parts[5] == "main" else None
    file = folder.joinpath(*parts[:2], *parts[4:])
    return file.read_bytes() if file.exists() and parts[3] == "0123abcd" else None


if __name__ == "__main__":
    serve(*sys.argv[1:3], answer, token)
