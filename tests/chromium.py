"""A real browser that a test drives: Debian's Chromium by Playwright, one process for all tests of a worker.

Playwright's own API is what tests use; here is what it lacks. No browser is ever downloaded: `playwright install` is
not called. The tests marked `browser` run in a thread of their own, in which Playwright keeps an event loop running
that would be in the way of every other test's."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from playwright.sync_api import Browser, ConsoleMessage, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

P = ParamSpec("P")
T = TypeVar("T")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--disable-gpu", "--disable-quic"]
PATIENCE_MS = 60_000
LAPTOP: dict[str, Any] = {"viewport": {"width": 1400, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALL_PHONE: dict[str, Any] = {**PHONE, "viewport": {"width": 320, "height": 700}}
expect.set_options(timeout=PATIENCE_MS)
_THREAD = ThreadPoolExecutor(1, "browser")


def in_its_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in the browser's thread; what it raises is raised here."""
    return _THREAD.submit(function, *args, **kwargs).result()


@cache
def _started() -> tuple[Playwright, Browser]:
    playwright = sync_playwright().start()
    return playwright, playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def _stop() -> None:
    if _started.cache_info().currsize:
        playwright, browser = _started()
        browser.close()
        playwright.stop()


def stop() -> None:
    """End the browser, if one was started."""
    in_its_thread(_stop)
    _THREAD.shutdown()


class Chromium:
    """A page in a context that knows nothing of others. `options` are those of Playwright's `new_context`.

    `requests` are the addresses that were asked for, `said` what the browser complained of, both of all frames."""

    def __init__(self, **options: Any) -> None:
        self.requests: list[str] = []
        self.said: list[str] = []
        _, browser = _started()
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("console", self._keep)
        self.context.on("weberror", lambda thrown: self._keep_error(thrown.error))
        self.page = self.context.new_page()

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the page, and forget all that it kept."""
        self.context.close()

    def until(self, script: str) -> None:
        """Wait until an expression is true in the page, whichever page that is by then.

        Playwright's `wait_for_function` makes a function of a text in the page, which our pages' policy refuses; where
        an element tells, Playwright's `expect` is better."""
        end = time.monotonic() + PATIENCE_MS / 1000
        while not self._is_true(script):
            assert time.monotonic() < end, f"never true: {script}; the browser said {self.said}"
            self.page.wait_for_timeout(50)

    def _is_true(self, script: str) -> bool:
        """Whether an expression is true now; in a page that is being left, which says so as an error, none is."""
        try:
            return self.page.evaluate(script) is True
        except PlaywrightError:
            return False

    def swipe(self, *places: tuple[float, float], held_s: float = 0) -> None:
        """Put a finger on the first place of the window, hold it there, move it over the others, and lift it."""
        devtools = self.context.new_cdp_session(self.page)
        for index, (x, y) in enumerate(places):
            kind = "touchMove" if index else "touchStart"
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
            if not index:
                time.sleep(held_s)
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        devtools.detach()

    def _keep_error(self, error: PlaywrightError) -> None:
        self.said.append(f"{error.name}: {error.message}")

    def _keep(self, message: ConsoleMessage) -> None:
        # What the browser itself reports comes without arguments, whatever its level.
        if message.type in ("error", "warning", "assert") or not message.args:
            self.said.append(message.text)
