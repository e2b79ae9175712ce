"""What the played platforms share: a threaded HTTP server that records requests and can be told to fail."""

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Answer:
    """What goes back, a string as it is and anything else as JSON.

    ``cut`` breaks the line instead, after the request was taken.
    """

    status: int
    content: Any
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever called may have been killed since: nothing is wrong here."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Platform:
    """A server; subclasses say in :meth:`answer` how the platform answers when nothing is wrong."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.troubles: list[Answer] = []
        self.delay = 0.0
        self._lock = threading.Lock()
        self._server = _Listener(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def fail(self, *answers: Answer) -> None:
        """The next messages that are sent are answered so, one each."""
        self.troubles.extend(answers)

    def take(self, request: Request) -> Answer:
        """Records a request and answers it."""
        time.sleep(self.delay)
        with self._lock:
            self.requests.append(request)
            if self.is_message(request) and self.troubles:
                return self.trouble(request, self.troubles.pop(0))
        return self.answer(request)

    def is_message(self, request: Request) -> bool:
        """Whether the request sends a text to a person."""
        raise NotImplementedError

    def answer(self, request: Request) -> Answer:
        """How the platform answers."""
        raise NotImplementedError

    def trouble(self, request: Request, answer: Answer) -> Answer:
        """The trouble that was ordered."""
        return answer


def _handler(platform: Platform) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.respond()

        def do_POST(self) -> None:
            self.respond()

        def respond(self) -> None:
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = _body(raw, headers.get("content-type", ""))
            answer = platform.take(Request(self.command, address.path, query, headers, body))
            if answer.cut:
                self.close_connection = True
                return
            text = answer.content if isinstance(answer.content, str) else json.dumps(answer.content)
            data = text.encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(data)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Handler


def _body(raw: bytes, content_type: str) -> Any:
    if content_type.startswith("application/json"):
        return json.loads(raw)
    return {name: values[0] for name, values in parse_qs(raw.decode()).items()}


def until(condition: Callable[[], Any], seconds: float = 15.0) -> Any:
    """Waits for something to become true and returns it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("it did not come true in time")
