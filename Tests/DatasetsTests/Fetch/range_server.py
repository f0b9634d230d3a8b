"""Serve a folder over HTTP on a free loopback port, with byte ranges: python3 range_server.py FOLDER LOG

The port is the first line of LOG; each request adds a line with its path and its range.
"""

import signal
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

# Whoever starts this may have blocked signals, which children inherit.
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
folder, log = Path(sys.argv[1]), open(sys.argv[2], "w", buffering=1)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        wanted = self.headers.get("Range")
        print(self.path, wanted, file=log)
        file = folder / self.path.lstrip("/")
        if not file.exists():
            return self.send_error(404)
        content = file.read_bytes()
        start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        if wanted and start >= len(content):
            return self.send_error(416)
        self.send_response(206 if wanted else 200)
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self.wfile.write(content[start:])

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, file=log)
server.serve_forever()
