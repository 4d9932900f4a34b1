"""A real Chromium without a window, and what it tells of a page: shared by the tests in the browser and the script that takes pictures.

Nothing is downloaded: the browser and its driver are those of the system (Debian: chromium, chromium-driver), and no name but this
machine's resolves in it.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

DESKTOP, PHONE = (1280, 900), (390, 844)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--disable-default-apps", "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-device-scale-factor=1", "--hide-scrollbars",
    "--force-prefers-reduced-motion", "--lang=en-US",
)  # fmt: skip
TAB, RETURN, BACKSPACE, ESCAPE = "\ue004", "\ue006", "\ue003", "\ue00c"
ARRIVED = "return document.readyState == 'complete' && location.protocol != 'about:' && document.body != null && document.body.textContent.trim() != ''"
AXE = """
const [part, done] = arguments, failed = (e) => done([{ id: String(e), impact: 'critical', nodes: [] }]);
axe.run(document.querySelector(part), { resultTypes: ['violations'] }).then((found) => done(found.violations), failed);
"""


def missing() -> str:
    """Why there can be no browser here, or ""."""
    if not program():
        return "no Chromium here (Debian: apt-get install chromium chromium-driver)"
    if not shutil.which("chromedriver"):
        return "no chromedriver here (Debian: apt-get install chromium-driver)"
    if find_spec("selenium") is None or find_spec("axe_core_python") is None:
        return "selenium and axe-core-python are not installed (pip install --editable '.[dev]')"
    return ""


def program() -> str | None:
    """Where the browser is."""
    return next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)


@contextmanager
def chromium(profile: Path) -> Iterator[Chrome]:
    """A browser of its own, with a new profile in a folder; closed at the end."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = program() or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_page_load_timeout(60)
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def reading_room(ledger: Path, **given: Any) -> Iterator[str]:
    """The reading room over a ledger on a free port, in a thread; its address, without a slash at the end."""
    import uvicorn

    from onrecord.room.app import make_app
    from onrecord.room.server import listen

    taken = listen("127.0.0.1", 0)
    config = uvicorn.Config(make_app(ledger, **given), log_level="warning", access_log=False, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        taken.close()


class Reader:
    """A person at the browser.

    Args:
        driver: the browser.
        base: the address of the reading room.
    """

    def __init__(self, driver: Chrome, base: str) -> None:
        self.driver = driver
        self.base = base
        self.width = DESKTOP[0]

    def sized(self, size: tuple[int, int]) -> None:
        """Give the page a width and a height, below what a window can have too."""
        self.width = size[0]
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size[0] < 600}
        )

    def fits(self) -> bool:
        """Whether the page is no wider than the window. A phone shows a page that is too wide smaller, so that only the width asked for tells."""
        return bool(self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"] <= self.width + 1)

    def scripts(self, allowed: bool) -> None:
        """Switch JavaScript on or off for the pages that are opened next."""
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def open(self, path: str) -> None:
        """Open a page of the room and wait until it is there: on a busy machine the driver sometimes comes back before the new page has a body."""
        from selenium.webdriver.support.ui import WebDriverWait

        before, was = self.one("html"), self.driver.current_url
        self.driver.get(self.base + path)
        stays = "#" in path and (self.base + path).partition("#")[0] == was.partition("#")[0]  # another place of the same page
        WebDriverWait(self.driver, 20).until(lambda d: (stays or _gone(before)) and d.execute_script(ARRIVED))

    def all(self, selector: str) -> list[WebElement]:
        """The elements that a CSS selector names."""
        return self.driver.find_elements("css selector", selector)

    def one(self, selector: str) -> WebElement:
        """The first of them."""
        return self.driver.find_element("css selector", selector)

    def link(self, words: str) -> WebElement:
        """The first link whose words hold these."""
        return self.driver.find_element("partial link text", words)

    @property
    def path(self) -> str:
        """Where the reader is, without the room's own address."""
        return self.driver.current_url.removeprefix(self.base)

    @property
    def words(self) -> str:
        """What is read on the page."""
        return str(self.one("main").text)

    def press(self, keys: str) -> None:
        """Press keys, wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(keys).perform()

    def point_at(self, element: WebElement) -> None:
        """Move the pointer over something."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).move_to_element(element).perform()

    def click(self, element: WebElement) -> None:
        """Bring something to the middle of the window and click it."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def choose(self, select: WebElement, value: str) -> None:
        """Choose one of a list."""
        from selenium.webdriver.support.select import Select

        Select(select).select_by_value(value)

    def sends(self, do: Any) -> None:
        """Do what leads to another page, and wait for that page."""
        from selenium.webdriver.support.ui import WebDriverWait

        before = self.one("html")
        do()
        WebDriverWait(self.driver, 20).until(lambda d: _gone(before) and d.execute_script("return document.readyState") == "complete")

    def until(self, holds: Any) -> Any:
        """Wait until something holds, and give it."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, 10).until(lambda _: holds())

    def complaints(self) -> list[str]:
        """What the console has said since it was asked last."""
        return [f"{one['level']}: {one['message']}" for one in self.driver.get_log("browser")]

    def asked_for(self) -> list[str]:
        """The addresses that pages have asked for since this was asked last; what their own policy held back was not asked for."""
        found: dict[str, list[str]] = {}
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            params = message["params"]
            if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                found.setdefault(params["requestId"], []).append(str(params["request"]["url"] if "request" in params else params["url"]))
            elif message["method"] == "Network.loadingFailed" and params.get("blockedReason") == "csp":
                found.pop(params["requestId"], None)
        return [address for several in found.values() for address in several]

    def barriers(self, part: str = "html") -> list[str]:
        """What axe-core finds on the page, or in one part of it, that shuts people out: the serious and the critical."""
        from importlib import resources

        self.driver.execute_script(resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        self.driver.set_script_timeout(120)
        found = self.driver.execute_async_script(AXE, part)
        return [
            f"{v['impact']} {v['id']}: {n['html'][:160]} ({n.get('failureSummary', '')[:200]})" for v in found if v["impact"] in ("serious", "critical")
            for n in v["nodes"] or [{"html": ""}]
        ]  # fmt: skip


def _gone(element: WebElement) -> bool:
    from selenium.common.exceptions import StaleElementReferenceException, WebDriverException

    try:
        element.is_enabled()
    except (StaleElementReferenceException, WebDriverException):
        return True
    return False


def reading(browser: object, base: str) -> Iterator[Reader]:
    """Somebody who reads what stands under an address. At the end no page has asked for anything elsewhere, and the console is quiet.

    Args:
        browser: Chromium. base: the address of a room or of a published site, on a web host or on the disk.
    """
    reader = Reader(browser, base)  # type: ignore[arg-type]
    reader.driver.get("about:blank")
    reader.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    reader.scripts(True)
    reader.sized(DESKTOP)
    reader.complaints()
    reader.asked_for()
    yield reader
    reader.scripts(True)
    elsewhere = [a for a in reader.asked_for() if not a.startswith((base + "/", "data:", "about:", "chrome:"))]
    complaints = [c for c in reader.complaints() if "/favicon.ico" not in c]  # a plain web host has none; the room answers
    reader.driver.get("about:blank")
    assert elsewhere == [], "a page asked for something outside of what is read"
    assert complaints == [], "the console complained"
