"""Serve a folder over HTTP on a free loopback port, with byte ranges: python3 range_server.py FOLDER LOG

The port is the first line of LOG; each request adds a line with its path, its range, and whether it brings a token.
It ends with the process that started it. With FOLDER/tls.pem, a key and a certificate, it speaks HTTPS.
"""

import os
import signal
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def end_with(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def serve(folder, log, content, token=None):
    """Answers with content(folder, path), which is None for what is not there, or is given the request to answer it
    in its own way; with a token, a request needs it."""
    # Whoever starts this may have blocked signals, which children inherit.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    threading.Thread(target=end_with, args=[os.getppid()], daemon=True).start()
    log = open(log, "w", buffering=1)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            wanted = self.headers.get("Range")
            print(self.path, wanted, *["token"] * ("Authorization" in self.headers), file=log)
            if token and self.headers.get("Authorization") != f"Bearer {token}":
                return self.send_error(401)
            found = content(Path(folder), self.path)
            if found is None:
                return self.send_error(404)
            if callable(found):
                return found(self)
            start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
            if wanted and start >= len(found):
                return self.send_error(416)
            self.send_response(206 if wanted else 200)
            if wanted:
                self.send_header("Content-Range", f"bytes {start}-{len(found) - 1}/{len(found)}")
            self.send_header("Content-Length", str(len(found) - start))
            self.end_headers()
            self.wfile.write(found[start:])

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    certificate = Path(folder) / "tls.pem"
    if certificate.exists():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_port, file=log)
    server.serve_forever()


def file(folder, path):
    place = folder / path.lstrip("/")
    return place.read_bytes() if place.exists() else None


if __name__ == "__main__":
    serve(*sys.argv[1:3], file)
