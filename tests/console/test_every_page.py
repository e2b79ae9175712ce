"""Every page of the console on the demonstration, in a browser: RGAA by axe-core, light and dark, narrow and zoomed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ViewportSize

from tests.browser import DESKTOP, NARROW, chromium, faults, shoot
from tests.console.serving import demonstration
from tests.console.windows import PAGES, Windows

pytestmark = pytest.mark.system

ZOOMED = ViewportSize(width=320, height=256)
"""What 400 % leaves of a screen of 1280 by 1024 (WCAG 1.4.10)."""


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """Everybody's windows on the demonstration."""
    with demonstration(tmp_path_factory.mktemp("demo")) as (address, passwords), chromium() as browser:
        yield Windows(browser, address, passwords)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_by_everybody(windows: Windows, name: str, scheme: str) -> None:
    """No fault for axe-core; at 320 pixels and at 400 % nothing has to be scrolled sideways."""
    page = windows.open(name, scheme)
    for size in (DESKTOP, NARROW, ZOOMED):
        page.set_viewport_size(size)
        assert faults(page) == [], size
        assert page.locator("html").evaluate("root => root.scrollWidth") <= size["width"], size
        shoot(page, f"{name}-{scheme}-{size['width']}x{size['height']}")
