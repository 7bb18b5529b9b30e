"""Every page each kind of person can reach: accessible, no wider than its screen, without errors."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

import pytest
from axe_core_python.selenium import Axe
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from .conftest import log_in, set_width, turn_page

pytestmark = pytest.mark.needs_chromium

MOST_PAGES = 70


def shape(address: str) -> str:
    """An address without its identifiers: pages of one shape are looked at once by each role."""
    parts = urlsplit(address)
    words = [
        "#" if any(c.isdigit() for c in word) else word for word in parts.path.strip("/").split("/")
    ]
    names = sorted(piece.split("=")[0] for piece in parts.query.split("&") if piece)
    return "/".join(words) + "?" + "&".join(names)


def links(driver: WebDriver, home: str) -> list[str]:
    """The pages a person can go to from here; files to download are not pages."""
    found = driver.execute_script(
        "return [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"
    )
    return [urldefrag(one)[0] for one in found if one.startswith(home)]


#: How far the page reaches over its screen, and what is furthest out (not what scrolls on its own).
WIDER = """
const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
const out = [...document.body.querySelectorAll('*')].filter(e => !e.closest('.scroll'))
  .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right);
return [over, over > 1 ? out.slice(0, 3).map(e => e.outerHTML.slice(0, 90)).join(' | ') : ''];
"""


#: Names given to two things, and names that a label, a description or a link on the page itself
#: points at and nothing has.
NAMES = """
const ids = [...document.querySelectorAll('[id]')].map(e => e.id), held = new Set(ids);
const wrong = ids.filter((id, n) => ids.indexOf(id) !== n).map(id => 'two things are called ' + id);
for (const [where, name] of [['label[for]', 'for'], ['[aria-describedby]', 'aria-describedby'],
    ['[aria-labelledby]', 'aria-labelledby'], ['a[href^="#"]', 'href']])
  for (const e of document.querySelectorAll(where))
    for (const one of e.getAttribute(name).replace('#', '').split(/\\s+/))
      if (one && !held.has(decodeURIComponent(one))) wrong.push(name + ' points nowhere: ' + one);
return wrong.slice(0, 3);
"""


#: First words of the public site's addresses: looked at once, as the public.
PORTAL = {
    "guide",
    "institutions",
    "proactive",
    "column",
    "items",
    "item",
    "search",
    "reports",
    "apply",
    "track",
    "clock",
    "accessibility",
    "data",
    "o",  # the same under a credit code
}


def is_portal(address: str) -> bool:
    return urlsplit(address).path.strip("/").split("/")[0] in {"", *PORTAL}


#: What can be operated and is not reached by the keyboard, or shows no sign when it is.
UNREACHED = """
const wrong = [];
for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
  if (e.type === 'hidden' || e.disabled || e.closest('[aria-hidden=true]') || !e.checkVisibility()) continue;
  if (e.tabIndex < 0) { wrong.push('not reached: ' + e.outerHTML.slice(0, 90)); continue; }
  e.focus();
  const s = getComputedStyle(e);
  const shown = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  if (document.activeElement !== e || !shown) wrong.push('focus not seen: ' + e.outerHTML.slice(0, 90));
}
document.activeElement.blur();
return wrong.slice(0, 3);
"""
#: A4 between its edges at 96 dots an inch.
PAPER = 794


#: Dates of the track that stick out of their squares.
CRAMPED = """
return [...document.querySelectorAll('.track small')].filter(e => e.scrollWidth > e.clientWidth)
  .map(e => 'cramped: ' + e.textContent).slice(0, 3);
"""


def printed_faults(driver: WebDriver) -> list[str]:
    """What is wrong with the page on paper: wider than the sheet, or with navigation nobody can press."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})  # type: ignore[attr-defined]
    set_width(driver, PAPER)
    over, widest = driver.execute_script(WIDER)
    wrong = [f"{over} px wider than the paper: {widest}"] if over > 1 else []
    wrong += driver.execute_script(CRAMPED)
    shown = "return [...document.querySelectorAll(arguments[0])].some(e => e.checkVisibility())"
    if driver.execute_script(shown, ".nav, .skip"):
        wrong.append("navigation on paper")
    if driver.execute_script(shown, ".working :is(button, a.btn)"):
        wrong.append("buttons on paper")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})  # type: ignore[attr-defined]
    return wrong


#: Shapes whose markup axe has examined at both widths: it is the same template for every role. That a
#: role may open the page, that it fits the screen and that nothing fails in it is tried for each.
_LOOKED_INTO: set[str] = set()


def is_page(driver: WebDriver) -> bool:
    return str(driver.execute_script("return document.contentType")) == "text/html"


def faults(driver: WebDriver, axe: Axe | None) -> list[str]:
    """What is wrong with the page as it stands; without `axe` its markup was looked at before."""
    wrong = []
    over, widest = driver.execute_script(WIDER)
    if over > 1:
        wrong.append(f"{over} px wider than the screen: {widest}")
    headings = driver.find_elements(By.TAG_NAME, "h1")
    if len(headings) != 1:
        wrong.append(f"{len(headings)} h1")
    wrong += driver.execute_script(NAMES) + driver.execute_script(CRAMPED)
    if axe is not None:
        wrong += [
            f"axe {v['id']}: {v['nodes'][0]['html'][:120]}"
            for v in axe.run(driver)["violations"]
            if v["impact"] in ("serious", "critical")
        ]
    wrong += [
        f"console: {entry['message'][:160]}"
        for entry in driver.get_log("browser")
        if entry["level"] == "SEVERE"
    ]
    return wrong


@pytest.mark.parametrize("who", ["jiang", "shen", "zhou", "guan", "yan", "he", ""])
def test_every_page_is_sound_wide_and_narrow(
    browser: WebDriver, demo_office: str, who: str
) -> None:
    if who:
        log_in(browser, demo_office, who)
    else:
        browser.get(f"{demo_office}/")  # the public
    axe = Axe()
    waiting = [browser.current_url]
    known = set(waiting)
    seen: set[str] = set()  # what another role was shown proves nothing for this one
    wrong: list[str] = []
    visited = 0
    while waiting and visited < MOST_PAGES:
        address = waiting.pop(0)
        kind = shape(address)
        if who and is_portal(address):
            continue
        if kind in seen or "download" in kind or "logout" in kind:
            continue
        browser.get(address)
        if not is_page(browser):
            browser.get_log("browser")  # what the browser says of its own view of a file
            continue
        seen.add(kind)
        visited += 1
        looking = None if kind in _LOOKED_INTO else axe
        for width in (1280, 390):
            set_width(browser, width)
            wrong += [f"{address} at {width}: {fault}" for fault in faults(browser, looking)]
        if looking is not None:
            wrong += [f"{address} by keyboard: {one}" for one in browser.execute_script(UNREACHED)]
            wrong += [f"{address} on paper: {one}" for one in printed_faults(browser)]
            set_width(browser, 1280)
        _LOOKED_INTO.add(kind)
        set_width(browser, 1280)
        fresh = [one for one in dict.fromkeys(links(browser, demo_office)) if one not in known]
        known.update(fresh)
        waiting += fresh
    assert not wrong, "\n".join(wrong)
    assert visited >= 1


ANSWERS: dict[str, dict[str, str]] = {
    "applicant": {"name": "李若水", "identity_number": "E12345678"},
    "contact": {"telephone": "13900009999"},
    "information": {"subject": "2025年补助资金分配表", "details": "全县各村。"},
    "provision": {},
    "papers": {},
}


def test_applying_and_following_are_sound_too(browser: WebDriver, demo_office: str) -> None:
    axe, wrong = Axe(), []

    def look() -> None:
        for width in (1280, 390):
            set_width(browser, width)
            wrong.extend(f"{browser.current_url} at {width}: {f}" for f in faults(browser, axe))
        set_width(browser, 1280)

    def go_on() -> None:
        button = browser.find_element(By.CSS_SELECTOR, "main form .btn.primary")
        turn_page(browser, button.click)

    browser.get(f"{demo_office}/apply/applicant/")
    go_on()
    look()  # errors
    for name, fields in ANSWERS.items():
        assert f"/apply/{name}/" in browser.current_url
        for field, value in fields.items():
            browser.find_element(By.NAME, field).send_keys(value)
        for radio in browser.find_elements(By.CSS_SELECTOR, "[type=radio]")[:3]:
            radio.click()
        look()
        go_on()
    look()
    go_on()
    look()
    number, code = (one.text for one in browser.find_elements(By.CSS_SELECTOR, ".bigdue .date"))
    browser.get(f"{demo_office}/track/?number={number}")
    browser.find_element(By.NAME, "code").send_keys(code)
    go_on()
    assert f"申请 {number}" in browser.title
    look()
    assert not wrong, "\n".join(wrong)


def test_a_form_is_worked_through_with_keys(browser: WebDriver, demo_office: str) -> None:
    """Wrong, wrong again after a link of the summary, then right: the focus is where one goes on."""
    log_in(browser, demo_office, "jiang")
    browser.get(f"{demo_office}/registers/penalties/add/")

    def press(*keys: str) -> None:
        ActionChains(browser).send_keys(*keys).perform()

    def focused() -> WebElement:
        return browser.switch_to.active_element

    def send() -> None:
        turn_page(browser, lambda: press(Keys.ENTER))
        assert "error-summary" in str(focused().get_attribute("class"))

    while focused().get_attribute("name") != "number":
        press(Keys.TAB)
    send()
    press(Keys.TAB, Keys.ENTER)  # the first link of the summary
    assert focused().get_attribute("name") == "number"
    send()
    press(Keys.TAB, Keys.ENTER)
    press("键盘罚〔2026〕1号", Keys.TAB, "警告")
    while focused().get_attribute("name") != "decided_on":
        press(Keys.TAB)
    # In the order of the browser's language; eight digits are the whole date.
    shown = str(browser.execute_script("return new Date(2026, 9, 20).toLocaleDateString()"))
    press("20261020" if shown.startswith("2026") else "10202026")
    assert focused().get_attribute("value") == "2026-10-20"
    while focused().text != "登记这一条":
        press(Keys.TAB)
    turn_page(browser, lambda: press(Keys.ENTER))
    assert focused().get_attribute("role") == "status"
    assert focused().text == "已登记：键盘罚〔2026〕1号。"
