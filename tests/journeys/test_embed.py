"""The chat on a Caf's own site, in a real browser: another origin, one script."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import faults
from tests.journeys.conftest import Assistant
from tests.journeys.test_browser import browser, page

__all__ = ["browser", "page"]

pytestmark = pytest.mark.system

OPEN = "Une question\u202f? Écrivez à l’assistant"


@contextlib.contextmanager
def served(port: int, body: str, policy: str) -> Iterator[str]:
    """A site of one page, with that policy; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            head = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Site</title></head>'
            self.wfile.write(f"{head}<body><main><h1>Site</h1></main>{body}</body></html>".encode())

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def site(assistant: Assistant) -> Iterator[str]:
    """A Caf's site with the script and a strict policy of its own."""
    script = f'<script src="{assistant.url}/chat/demo/embed.js" defer></script>'
    policy = f"default-src 'none'; script-src {assistant.url}; frame-src {assistant.url}; img-src 'self'"
    with served(assistant.host_port, script, policy) as address:
        yield address


def test_the_chat_opens_answers_and_closes_by_keyboard(page: Page, site: str) -> None:
    """Under the site's strict policy; Escape or the button closes, and the focus goes back to the opener."""
    page.goto(site)
    opener = page.get_by_role("button", name=OPEN)
    opener.focus()
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe")
    field = frame.get_by_label("Votre question")
    field.fill("bonjour")
    field.press("Enter")
    expect(frame.locator(".assistant")).to_have_count(1, timeout=15_000)
    page.get_by_role("button", name="Fermer la conversation").focus()
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.locator(".assistant")).to_have_count(1)
    assert faults(page) == []


def test_it_fits_a_narrow_screen(page: Page, site: str) -> None:
    """320 pixels, which is also 1,280 at 400 %."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(site)
    page.get_by_role("button", name=OPEN).click()
    expect(page.frame_locator("iframe").get_by_label("Votre question")).to_be_visible()
    assert page.locator("html").evaluate("root => root.scrollWidth") <= 320


def test_another_site_cannot_show_it(page: Page, assistant: Assistant) -> None:
    """The chat's own policy names the sites that may."""
    with served(0, f'<iframe src="{assistant.url}/chat/demo/"></iframe>', "frame-src *") as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        expect(frame.locator(".error-code")).to_have_text("ERR_BLOCKED_BY_RESPONSE")
        expect(frame.get_by_label("Votre question")).to_have_count(0)
