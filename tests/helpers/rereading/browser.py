"""A real browser, headless: a small WebDriver client of the standard library's own."""

import http.client
import json
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
MISSING = "" if CHROMIUM and DRIVER else "needs Debian's chromium and chromium-driver"

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb"),
)
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """One window of a browser."""

    def __init__(self, port: int, downloads: Path) -> None:
        self.downloads = downloads
        self._port = port
        self._session = ""

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        content = None if method in {"GET", "DELETE"} else json.dumps(body or {})
        connection.request(method, path, content, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        connection.close()
        value = answer["value"]
        if isinstance(value, dict) and "error" in value:
            raise AssertionError(value["message"])
        return value

    def start(self, profile: Path) -> None:
        """Open a window with an empty profile."""
        options = {
            "binary": CHROMIUM,
            "args": [*_FLAGS, f"--user-data-dir={profile}"],
            "prefs": {"download.default_directory": str(self.downloads)},
        }
        asked = {"goog:chromeOptions": options, "goog:loggingPrefs": {"performance": "ALL"}}
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": asked}})
        self._session = f"/session/{answer['sessionId']}"
        self._ask("POST", f"{self._session}/url", {"url": "about:blank"})

    def stop(self) -> None:
        """Close it."""
        self._ask("DELETE", self._session)

    def open(self, page: Path) -> None:
        """Open a file."""
        self._ask("POST", f"{self._session}/url", {"url": page.resolve().as_uri()})

    def reload(self) -> None:
        """Load the page again."""
        self._ask("POST", f"{self._session}/refresh")

    def run(self, script: str, *given: Any, wait: bool = False) -> Any:
        """Return what a script returns; `wait`: what it calls its last argument with."""
        kind = "async" if wait else "sync"
        body = {"script": script, "args": list(given)}
        return self._ask("POST", f"{self._session}/execute/{kind}", body)

    def devtools(self, command: str, **given: Any) -> Any:
        """Return the answer of the browser's own tools."""
        body = {"cmd": command, "params": given}
        return self._ask("POST", f"{self._session}/goog/cdp/execute", body)

    def log(self) -> list[dict[str, Any]]:
        """Return what the browser's tools have told since last asked."""
        entries = self._ask("POST", f"{self._session}/se/log", {"type": "performance"})
        return [json.loads(entry["message"])["message"] for entry in entries]

    def find(self, selector: str) -> str:
        """Return the element that a selector finds first."""
        body = {"using": "css selector", "value": selector}
        element: str = self._ask("POST", f"{self._session}/element", body)[_ELEMENT]
        return element

    def click(self, selector: str) -> None:
        """Click on it as a person does."""
        self._ask("POST", f"{self._session}/element/{self.find(selector)}/click")

    def type(self, selector: str, text: str) -> None:
        """Type text into it."""
        path = f"{self._session}/element/{self.find(selector)}/value"
        self._ask("POST", path, {"text": text})

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        presses = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keys", "actions": presses}]
        self._ask("POST", f"{self._session}/actions", {"actions": actions})

    def window(self, width: int, height: int = 900, scheme: str = "light") -> None:
        """Look through a window of so many points, in light or dark colours."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.devtools("Emulation.setEmulatedMedia", features=features)

    def picture(self, *, whole: bool = False) -> bytes:
        """Return what is seen, or the whole page, as a PNG."""
        given = {"captureBeyondViewport": whole}
        return b64decode(self.devtools("Page.captureScreenshot", format="png", **given)["data"])

    def printed(self) -> bytes:
        """Return the page as it is printed."""
        page = {"width": 21.0, "height": 29.7}
        given = {"page": page, "margin": dict.fromkeys(("top", "bottom", "left", "right"), 1.4)}
        return b64decode(
            self._ask("POST", f"{self._session}/print", {**given, "shrinkToFit": False})
        )


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start a browser that keeps its profile and its downloads in `folder`."""
    assert DRIVER
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "driver.log"
    driver = subprocess.Popen(
        [DRIVER, f"--port={port}", f"--log-path={log}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        window = Browser(port, folder / "downloads")
        window.start(folder / "profile")
        try:
            yield window
        finally:
            window.stop()
    finally:
        driver.terminate()
        driver.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    msg = "chromedriver does not answer"
    raise AssertionError(msg)
