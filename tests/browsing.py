"""A real browser in front of a reading room: Debian's Chromium, a port of this machine, and what is asked of a page.

No network is used but this machine's own, and no weights; where there is no Chromium, or no axe-core, tests skip.
"""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Playwright, Request

from reportedly.serve.app import app
from reportedly.serve.house import Serving

TODAY = datetime(2031, 6, 1, 9, tzinfo=UTC)
"""When pages are read; the clock goes a second forward whenever somebody looks at it."""

HERE = Path(__file__).parent
AXE = HERE / "browser" / "node_modules" / "axe-core" / "axe.min.js"
"""What `npm ci` brings, beside its `package.json`."""

_CALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Return the path of this machine's Chromium, or of one that is like it."""
    return next((found for name in _CALLED if (found := shutil.which(name))), None)


def launched(playwright: Playwright, path: str) -> Browser:
    """Start the browser, without what a graphics card is for; root may not have its sandbox."""
    own = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *own])


# ------------------------------------------------------------------ a reading room at a port


@contextmanager
def served(ledger: Path, **how: Any) -> Iterator[str]:  # noqa: ANN401  # as `Serving` takes it
    """Open a reading room over a ledger; yield where it answers: "http://127.0.0.1:34567"."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        port = listening.getsockname()[1]
        room = app(Serving(ledger, port=port, editor="ada", **how))
        seconds = count()
        room.state.house.now = lambda: TODAY + timedelta(seconds=next(seconds))
        server = uvicorn.Server(uvicorn.Config(room, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


# ------------------------------------------------------------------ a reader


@dataclass(slots=True)
class Watched:
    """A browser's page, and all that went wrong on it or left the house."""

    page: Page
    home: str
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # addresses, in order
    loaded: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda told: self.wrong.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self._dismiss(dialog))  # noqa: PLW0108  # it writes on what it is given
        self.page.on("request", lambda request: self._ask(request))  # noqa: PLW0108  # as above

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)
        self.loaded.append(request)

    def _dismiss(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, address: str) -> Page:
        """Go to an address of the house."""
        self.page.goto(f"{self.home}{address}")
        return self.page

    @property
    def left(self) -> list[str]:
        """Requests to anywhere else."""
        return [one for one in self.asked if not one.startswith(f"{self.home}/")]


def reader(browser: Browser, home: str, *, width: int = 1280, height: int = 900, **how: Any) -> Watched:  # noqa: ANN401
    """Return a reader with a browser of their own: nothing remembered, a window of some size."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", timezone_id="UTC", **how
    )
    context.set_default_timeout(15_000)
    return Watched(context.new_page(), home)


# ------------------------------------------------------------------ what is asked of a page

_OPEN = "on => document.querySelectorAll('details').forEach(one => { one.open = on; })"

_WIDER = """() => {
  const most = document.documentElement.clientWidth + 1;
  const clips = (one) => { for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
    const box = up.getBoundingClientRect();
    if (getComputedStyle(up).overflowX !== 'visible' && box.right <= most) return true;
  } return false; };
  const out = [];
  for (const one of document.body.querySelectorAll('*')) {
    const box = one.getBoundingClientRect();
    if (box.width && (box.right > most || box.left < -1) && !one.closest('.sr, .skip, svg *') && !clips(one))
      out.push(`${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className} ${Math.round(box.left)}–` +
               `${Math.round(box.right)}: ${one.textContent.trim().slice(0, 40)}`);
  }
  const all = document.documentElement.scrollWidth;
  if (all > most) out.push(`the page scrolls to ${all}`);
  return out.slice(0, 6);
}"""
"""What of a page reaches over its edges; what scrolls or is cut within a box of its own does not."""


def unfold(page: Page, *, is_open: bool = True) -> None:
    """Open all that folds, or close it."""
    page.evaluate(_OPEN, is_open)


def too_wide(page: Page) -> list[str]:
    """Return what reaches over the edges of the window: nothing on a page that fits."""
    found: list[str] = page.evaluate(_WIDER)
    return found


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds on a page, by all its rules or by some: rule, how bad, where, and what is wrong."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}  # WCAG 2.2
    if rules:
        options |= {"runOnly": list(rules)}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{one['id']} ({one['impact']}): {node['target'][0]}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]
