"""The peer: the same FAQ in a plain Rasa bot, as Rasa's own documentation builds one.

Every entry is a response of one retrieval intent; DIETClassifier and ResponseSelector find it. An edit is served once
``rasa train`` has made a model and the running server has loaded it. Rasa's cache is left on, as any user has it.
"""

import os
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import yaml

HERE = Path(__file__).parent
LOCK = HERE / "peer.lock"
PATIENCE_SECONDS = 180.0


class Peer:
    """A Rasa project in a folder and its running server.

    Args:
        folder: where the project is written.
        python: the peer's own interpreter.
        epochs: of DIETClassifier and of ResponseSelector each.
    """

    def __init__(self, folder: Path, python: Path, epochs: int) -> None:
        self._folder = folder
        self._python = python
        self._epochs = epochs
        self._port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None

    def serve(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        """Trains on these entries (each with title, variants and answer) and starts the server."""
        model = self._train(entries)
        with (self._folder / "server.log").open("wb") as log:
            self._server = subprocess.Popen(
                self._rasa("run", "--enable-api", "--port", str(self._port), "-i", "127.0.0.1", "--model", str(model)),
                cwd=self._folder,
                env=_environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._is_ready():
            assert time.monotonic() < deadline, (self._folder / "server.log").read_text()[-2000:]
            time.sleep(0.5)

    def publish(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        """What an edit costs here: training, then loading the new model into the running server."""
        model = self._train(entries)
        self._request("PUT", "/model", {"model_file": str(model)}).raise_for_status()

    def ask(self, text: str) -> str:
        """The reply to a message of a new person."""
        sender = str(time.monotonic_ns())
        rows = self._request("POST", "/webhooks/rest/webhook", {"sender": sender, "message": text}).json()
        return "\n".join(row.get("text", "") for row in rows)

    def ranking(self, text: str) -> list[str]:
        """The entries that its ResponseSelector finds for a text, the likeliest first."""
        found = self._request("POST", "/model/parse", {"text": text}).json()["response_selector"]["faq"]["ranking"]
        return [response["intent_response_key"].partition("/")[2] for response in found]

    @property
    def pid(self) -> int:
        """Of the server, which has to be running."""
        assert self._server, "the server runs"
        return self._server.pid

    def stop(self) -> None:
        """Stops the server, if there is one."""
        if self._server:
            self._server.terminate()
            self._server.wait(30)

    def _train(self, entries: Mapping[str, Mapping[str, Any]]) -> Path:
        self._write(entries)
        with (self._folder / "train.log").open("wb") as log:
            subprocess.run(
                self._rasa("train", "--out", "models", "--fixed-model-name", "peer"),
                cwd=self._folder,
                env=_environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                check=True,
            )
        return self._folder / "models" / "peer.tar.gz"

    def _write(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        config = yaml.safe_load((HERE / "peer_config.yml").read_text(encoding="utf-8"))
        for component in config["pipeline"]:
            if "epochs" in component:
                component["epochs"] = self._epochs
        faq = [
            {"intent": f"faq/{name}", "examples": _examples(entry["title"], *entry["variants"])}
            for name, entry in entries.items()
        ]
        small_talk = yaml.safe_load((HERE / "peer_domain.yml").read_text(encoding="utf-8"))
        responses = {f"utter_faq/{name}": [{"text": entry["answer"]}] for name, entry in entries.items()}
        talk = [
            {"intent": intent, "examples": _examples(*examples)}
            for intent, examples in small_talk.pop("examples").items()
        ]
        rules = small_talk.pop("rules")
        small_talk["responses"] |= responses
        files = {
            "config.yml": config,
            "domain.yml": small_talk,
            "data/nlu.yml": {"version": "3.1", "nlu": [*faq, *talk]},
            "data/rules.yml": {"version": "3.1", "rules": rules},
            "credentials.yml": {"rest": None},
        }
        for name, content in files.items():
            file = self._folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")

    def _rasa(self, *arguments: str) -> tuple[str, ...]:
        return (str(self._python), "-m", "rasa", *arguments)

    def _is_ready(self) -> bool:
        try:
            return bool(self._request("GET", "/status").json().get("model_file"))
        except httpx.HTTPError:
            return False

    def _request(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> httpx.Response:
        url = f"http://127.0.0.1:{self._port}{path}"
        return httpx.request(method, url, json=content, timeout=PATIENCE_SECONDS, trust_env=False)


def _examples(*texts: str) -> str:
    return "".join(f"- {text}\n" for text in texts)


def _environment() -> dict[str, str]:
    return os.environ | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
