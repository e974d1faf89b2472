"""A real browser for the tests of pages: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM: Final = os.environ.get("EGOV_KG_CHROMIUM") or shutil.which("chromium")
AXE: Final = Path(__file__).resolve().parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
_FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDE: Final = (1440, 900)
TABLET: Final = (820, 1180)
PHONE: Final = (390, 844)
Theme = Literal["light", "dark"]


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian package chromium), and EGOV_KG_CHROMIUM names none")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()
    # What Playwright leaves behind ends now, and not inside a later test's parser (CPython 3.11 and greenlets).
    gc.collect()


class Watched:
    """A page in a window of its own: what goes wrong on it is kept, and every address that it asks for."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _heard(self, kind: str, text: str) -> None:
        # The answer to a wrong query is a status of HTTP, which the console reports too.
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.errors.append(text)

    def stays_at(self, origin: str) -> bool:
        """Whether nothing was asked for anywhere else."""
        return all(address.startswith((origin, "data:", "blob:")) for address in self.asked)


@contextmanager
def window(
    browser: Browser,
    *,
    size: tuple[int, int] = WIDE,
    theme: Theme = "light",
    scripts: bool = True,
    offline: bool = False,
) -> Iterator[Watched]:
    """A window without a past; errors on its page fail the test."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, java_script_enabled=scripts,
        offline=offline, bypass_csp=False, reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(15_000)
    watched = Watched(context)
    try:
        yield watched
    finally:
        context.close()
    assert watched.errors == []


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA on a page, a line a rule with the places."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (make web, with a change of the front end, installs it)")
    # Run outside the page's content policy, as a browser's own tools do.
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")
    found: list[Mapping[str, Any]] = page.evaluate(
        """async () => (await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        })).violations"""
    )
    return [
        f"{one['id']}: {one['help']}: " + json.dumps([node["html"][:200] for node in one["nodes"][:5]]) for one in found
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
