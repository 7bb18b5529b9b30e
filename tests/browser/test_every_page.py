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


#: What was opened, and what a person can go to from here: files to download are not pages.
OPENED = """
return [document.contentType,
  [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)];
"""


def pages(links: list[str], home: str) -> list[str]:
    """The pages of this site among links, each once."""
    return list(dict.fromkeys(urldefrag(one)[0] for one in links if one.startswith(home)))


def together(*scripts: str) -> str:
    """One script of several that each return a list: what any of them returns."""
    return f"return [{', '.join('...(() => {' + script + '})()' for script in scripts)}];"


#: How far the page reaches over its screen or its paper, and what is furthest out (not what scrolls on
#: its own).
WIDER = """
const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
if (over <= 1) return [];
const out = [...document.body.querySelectorAll('*')].filter(e => !e.closest('.scroll'))
  .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right);
return [over + ' px too wide: ' + out.slice(0, 3).map(e => e.outerHTML.slice(0, 90)).join(' | ')];
"""
HEADINGS = """
const many = document.querySelectorAll('h1').length;
return many === 1 ? [] : [many + ' h1'];
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


#: What only a screen can be used for.
ON_PAPER = """
const shown = what => [...document.querySelectorAll(what)].some(e => e.checkVisibility());
return [shown('.nav, .skip') && 'navigation on paper',
  shown('.working :is(button, a.btn)') && 'buttons on paper'].filter(Boolean);
"""
#: What axe finds of the page as it stands, and how much it matters; of what is right it tells nothing.
EXAMINE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations
  .filter(one => one.impact === 'serious' || one.impact === 'critical')
  .map(one => `axe ${one.id}: ${one.nodes[0].html.slice(0, 120)}`)), error => done([`axe: ${error}`]));
"""
PLAIN = together(WIDER, HEADINGS, NAMES, CRAMPED)
PRINTED = together(WIDER, CRAMPED, ON_PAPER)


#: Shapes whose markup axe has examined at both widths: it is the same template for every role. That a
#: role may open the page, that it fits the screen and that nothing fails in it is tried for each.
_LOOKED_INTO: set[str] = set()


def printed_faults(driver: WebDriver) -> list[str]:
    """What is wrong with the page on paper: wider than the sheet, or with navigation nobody can press."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})  # type: ignore[attr-defined]
    set_width(driver, PAPER)
    wrong: list[str] = driver.execute_script(PRINTED)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})  # type: ignore[attr-defined]
    return wrong


def faults(driver: WebDriver, *, examined: bool = False) -> list[str]:
    """What is wrong with the page, wide and narrow; where its markup was not `examined` before, also what
    axe finds. Leaves the screen narrow."""
    wrong: list[str] = []
    if not examined:  # axe is half a megabyte: a page is told of it once
        driver.execute_script(Axe().axe_script)
    for width in (1280, 390):
        if width != 1280:
            set_width(driver, width)
        found: list[str] = driver.execute_script(PLAIN)
        if not examined:
            found += driver.execute_async_script(EXAMINE)
        found += [
            f"console: {entry['message'][:160]}"
            for entry in driver.get_log("browser")
            if entry["level"] == "SEVERE"
        ]
        wrong += [f"at {width}: {one}" for one in found]
    return wrong


@pytest.mark.parametrize("who", ["jiang", "shen", "zhou", "guan", "yan", "he", ""])
def test_every_page_is_sound_wide_and_narrow(
    browser: WebDriver, demo_office: str, who: str
) -> None:
    if who:
        log_in(browser, demo_office, who)
    else:
        browser.get(f"{demo_office}/")  # the public
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
        kind_of_file, links = browser.execute_script(OPENED)
        if kind_of_file != "text/html":
            browser.get_log("browser")  # what the browser says of its own view of a file
            continue
        seen.add(kind)
        visited += 1
        examined = kind in _LOOKED_INTO
        found = faults(browser, examined=examined)
        if not examined:
            found += [f"by keyboard: {one}" for one in browser.execute_script(UNREACHED)]
            found += [f"on paper: {one}" for one in printed_faults(browser)]
            _LOOKED_INTO.add(kind)
        set_width(browser, 1280)
        wrong += [f"{address} {one}" for one in found]
        fresh = [one for one in pages(links, demo_office) if one not in known]
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
    wrong: list[str] = []

    def look() -> None:
        wrong.extend(f"{browser.current_url} {one}" for one in faults(browser))
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
