"""What ``test_health`` asks an installation whose servers are away: ``python -m tests.conversations.nothing_there``."""

import json
import os
import tempfile
import uuid
from pathlib import Path

import django
from django.test import Client

from tests.channels.payloads import payload
from tests.platforms import installation
from tests.platforms.graph import sign


def main() -> None:
    """Prints the statuses of a platform's event and of a message of the web chat, and what the health page says."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    raw = json.dumps(payload("messenger", "text"))
    signed = {"X-Hub-Signature-256": sign(raw.encode())}
    event = client.post("/messenger", raw, content_type="application/json", headers=signed)
    tab = {"Authorization": f"Bearer {uuid.uuid4().hex}"}
    message = {"id": str(uuid.uuid4()), "text": "Bonjour"}
    chat = client.post("/chat/demo/messages", message, content_type="application/json", headers=tab)
    page = client.get("/health/ready")
    problems = {problem["part"]: problem["message"] for problem in page.json()["problems"]}
    told = {"messenger": event.status_code, "chat": chat.status_code, "ready": page.status_code, "problems": problems}
    print(json.dumps(told))  # noqa: T201 (the test reads it)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= installation.settings(Path(folder), "http://127.0.0.1:9", "http://127.0.0.1:9/bot")
        django.setup()
        main()
