"""A real browser on a real demo office, served by the command a person would run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from gongkai.office.demo.words import PASSWORD
from tests.office.site import Site, ready

READY = "请在浏览器打开"
GONGKAI = [sys.executable, "-m", "gongkai.cli"]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def demo_office(run_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served demo office; GONGKAI_DEMO_ADDRESS names one that is served already, for
    trying a single test."""
    if served := os.environ.get("GONGKAI_DEMO_ADDRESS"):
        yield served
        return
    site = Site(tmp_path_factory.mktemp("demo"), "data", like=ready(run_directory, "demo"))
    port = _free_port()
    with subprocess.Popen(
        [*GONGKAI, "serve", "--demo", "--data", str(site.data), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=site.environment | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        printed = []
        for line in process.stdout:
            printed.append(line)
            if READY in line:
                break
        else:
            raise AssertionError("the demo office did not start:\n" + "".join(printed))
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.stdout.read()


@pytest.fixture(scope="session")
def _browser() -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # The driver of the system package: nothing is looked for on a network.
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture
def browser(_browser: WebDriver) -> WebDriver:
    """A browser nobody is logged in to, 1280 pixels wide."""
    _browser.delete_all_cookies()
    set_width(_browser, 1280)
    return _browser


def set_width(driver: WebDriver, width: int) -> None:
    """Lay pages out for this width, also below what a desktop window can be."""
    driver.execute_cdp_cmd(  # type: ignore[attr-defined]
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )


def turn_page(driver: WebDriver, act: Callable[[], object]) -> None:
    """Do what leads to another page, and be there. While the old page is being taken down the driver
    may answer about its elements with errors of its own: they are asked again until they are gone."""
    before = driver.find_element(By.TAG_NAME, "html")
    act()
    waiting = WebDriverWait(driver, 60, 0.05, ignored_exceptions=[WebDriverException])
    waiting.until(staleness_of(before))


def log_in(driver: WebDriver, address: str, login_name: str) -> None:
    """Log in as one of the demo's people through the form."""
    driver.get(f"{address}/desk/")
    driver.find_element(By.NAME, "login_name").send_keys(login_name)
    driver.find_element(By.NAME, "password").send_keys(PASSWORD)
    button = driver.find_element(By.CSS_SELECTOR, "form button[type=submit], form .btn.primary")
    turn_page(driver, button.click)
