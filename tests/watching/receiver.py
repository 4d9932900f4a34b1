"""What surrounds a watch: files of news, and a web server in a thread that takes messages, as somebody's webhook would."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from onrecord.model import Record
from onrecord.views.jsonl import line


@dataclass
class Receiver:
    """What it was sent, and how it answers: statuses one after another, the last again and again."""

    address: str = ""
    statuses: list[int] = field(default_factory=lambda: [204])
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    drip: float = 0.0
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    tries: int = 0


@contextmanager
def receiving(**how: object) -> Iterator[Receiver]:
    """A receiver at a free port of this machine."""
    made = Receiver(**how)  # type: ignore[arg-type]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status = made.statuses[min(made.tries, len(made.statuses) - 1)]
            made.tries += 1
            if status < 300:
                made.taken.append(({k.lower(): v for k, v in self.headers.items()}, body))
            if made.drip:
                for byte in b"HTTP/1.1 200 OK\r\n" * 100:
                    try:
                        self.wfile.write(bytes([byte]))
                    except OSError:
                        return
                    time.sleep(made.drip)
                return
            self.send_response(status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if status != 204:
                try:
                    self.wfile.write(made.body)
                except OSError:
                    return

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.address = f"http://127.0.0.1:{server.server_address[1]}/hook?a=1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def put(record: Record, inbox: Path, name: str) -> Path:
    """A record as a file of the folder, written a while ago."""
    path = inbox / f"{name}.jsonl"
    path.write_text(line(record) + "\n", encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path
