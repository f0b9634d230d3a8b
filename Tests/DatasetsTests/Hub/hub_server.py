"""Serve models as a hub does, on a free loopback port, with byte ranges: python3 hub_server.py FOLDER LOG [TOKEN]

FOLDER/ORGANISATION/NAME holds a model's files. With a token, a request needs it. The port is the first line of LOG;
each request adds a line with its path and its range.
"""

import hashlib
import json
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

# Whoever starts this may have blocked signals, which children inherit.
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
folder, log = Path(sys.argv[1]), open(sys.argv[2], "w", buffering=1)
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


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        wanted = self.headers.get("Range")
        print(self.path, wanted, file=log)
        if token and self.headers.get("Authorization") != f"Bearer {token}":
            return self.send_error(401)
        parts = urlsplit(self.path).path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            model = folder / parts[2] / parts[3]
            content = json.dumps(listing(model)).encode() if model.exists() and parts[5] == "main" else None
        else:
            file = folder.joinpath(*parts[:2], *parts[4:])
            content = file.read_bytes() if file.exists() and parts[3] == "0123abcd" else None
        if content is None:
            return self.send_error(404)
        start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        self.send_response(206 if wanted else 200)
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self.wfile.write(content[start:])

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, file=log)
server.serve_forever()
