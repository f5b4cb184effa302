"""A real browser that a test drives: Chromium over its debugging pipe, which needs no package and no port."""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from types import TracebackType
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE_S = 60
# Chromium reads commands from descriptor 3 and answers on 4; both exist only in the child.
_START = (
    "import fcntl, os, sys; r, w = (fcntl.fcntl(int(fd), fcntl.F_DUPFD, 10) for fd in sys.argv[1:3]); "
    "os.dup2(r, 3); os.dup2(w, 4); os.execv(sys.argv[3], sys.argv[3:])"
)


class Process:
    """The browser's process: one for all tests of a worker, since it takes a second to start."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory()
        here, there = os.pipe(), os.pipe()
        starting = [sys.executable, "-c", _START, str(here[0]), str(there[1]), str(CHROMIUM), *FLAGS]
        self._process = subprocess.Popen(
            [*starting, "--remote-debugging-pipe", "--window-size=1280,900", f"--user-data-dir={self._profile.name}"],
            pass_fds=(here[0], there[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(here[0])
        os.close(there[1])
        self._write, self._read = here[1], there[0]
        self._sent = 0
        self._rest = b""
        atexit.register(self.stop)

    def stop(self) -> None:
        """End it, as it ends when its pipe is closed."""
        os.close(self._write)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        self._profile.cleanup()

    def send(self, method: str, session: str | None, parameters: dict[str, Any]) -> int:
        """Send a command of the DevTools protocol and give its number."""
        self._sent += 1
        command: dict[str, Any] = {"id": self._sent, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        os.write(self._write, json.dumps(command).encode() + b"\0")
        return self._sent

    def next(self) -> dict[str, Any]:
        """The next thing that it says."""
        end = time.monotonic() + PATIENCE_S
        while b"\0" not in self._rest:
            assert select.select([self._read], [], [], max(end - time.monotonic(), 0))[0], "the browser is silent"
            part = os.read(self._read, 1 << 16)
            assert part, "the browser is gone"
            self._rest += part
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


@cache
def _process() -> Process:
    return Process()


class Chromium:
    """One tab of a browser that keeps nothing of others. `requests` are the addresses that it asked for."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.said: list[str] = []
        self._process = _process()
        self._session: str | None = None
        self._context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=self._context)["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session = None
        self.call("Target.disposeBrowserContext", browserContextId=self._context)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol and give its result."""
        message = self._answer(method, parameters)
        assert "error" not in message, message
        result: dict[str, Any] = message["result"]
        return result

    def _answer(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        number = self._process.send(method, self._session, parameters)
        while (message := self._process.next()).get("id") != number:
            if message.get("sessionId") == self._session:
                self._keep(message)
        return message

    def open(self, address: str, ready: str = "document.readyState === 'complete'") -> None:
        """Go to an address, and wait until `ready` is true there."""
        self.call("Page.navigate", url=address)
        self.until(ready)

    def reload(self, ready: str) -> None:
        """Press F5: the page is asked for again, by the tag that the browser kept."""
        self.evaluate("window.isOld = true")
        self.call("Page.reload")
        self.until(f"!window.isOld && {ready}")

    def back(self, ready: str) -> None:
        """Press Back."""
        # Not at once: the page would be gone before it could answer.
        self.evaluate("void setTimeout(() => history.back())")
        self.until(ready)

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page. The page's own policy holds."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression is true in the page, whichever page that is by then."""
        end = time.monotonic() + PATIENCE_S
        while not self._is_true(script):
            assert time.monotonic() < end, f"never true: {script}; the browser said {self.said}"
            time.sleep(0.05)

    def _is_true(self, script: str) -> bool:
        """Whether an expression is true now; in a page that is being left, which says so as an error, none is."""
        answer = self._answer("Runtime.evaluate", {"expression": script})
        return bool(answer.get("result", {}).get("result", {}).get("value") is True)

    def type(self, text: str) -> None:
        """Type a text where the focus is, as a person does: key by key, the page's own timers between them."""
        for character in text:
            self.call("Input.dispatchKeyEvent", type="keyDown", text=character)
            self.call("Input.dispatchKeyEvent", type="keyUp")
            pause = "new Promise(done => setTimeout(done, 40))"
            self.call("Runtime.evaluate", expression=pause, awaitPromise=True)

    def press(self, key: str, *, code: int, ctrl: bool = False) -> None:
        """Press a key by its name and its virtual code."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=2 if ctrl else 0
            )

    def click(self, x: float, y: float) -> None:
        """Press the mouse's main button at a place of the window, and let it go."""
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def touch(self, *places: tuple[float, float]) -> None:
        """Put a finger on the first place of the window, move it over the others, and lift it."""
        for index, (x, y) in enumerate(places):
            kind = "touchMove" if index else "touchStart"
            self.call("Input.dispatchTouchEvent", type=kind, touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def resize(self, width: int, height: int, *, phone: bool = False) -> None:
        """Give the window a size, in CSS pixels; a phone has a finger, and no mouse."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    def _keep(self, message: dict[str, Any]) -> None:
        told = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Log.entryAdded":
                self.said.append(told["entry"]["text"])
            case "Runtime.consoleAPICalled" if told["type"] in ("error", "warning", "assert"):
                self.said.append(str(told["args"]))
            case "Runtime.exceptionThrown":
                self.said.append(str(told["exceptionDetails"]))
