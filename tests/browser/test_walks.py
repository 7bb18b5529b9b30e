"""The three walks of the README, clicked in a real browser by the words a person sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import Select

from .conftest import log_in, turn_page

pytestmark = pytest.mark.needs_chromium

#: Who decides at each level of 三审三校, when 江听雨 wrote the text.
REVIEWERS = ["shen", "song", "bai", "wen", "lu", "song"]
TITLE = "银杏社区卫生服务站接种时间调整的通知"
REPORT = Path("tests/corpus/reports/tacheng-2024.txt").absolute()


def text(driver: WebDriver) -> str:
    return str(driver.find_element(By.TAG_NAME, "main").text)


def press(driver: WebDriver, words: str) -> None:
    """The button that says exactly this, pressed by keyboard: the focus is on it and it takes Enter."""
    there = driver.find_elements(By.CSS_SELECTOR, "main button")
    found = [button for button in there if button.text.strip() == words]
    assert found, f"no button “{words}” on {driver.current_url}:\n{text(driver)}"
    turn_page(driver, lambda: found[0].send_keys("\n"))


def follow(driver: WebDriver, words: str) -> None:
    link = driver.find_element(By.PARTIAL_LINK_TEXT, words)
    turn_page(driver, lambda: link.send_keys("\n"))


def field(driver: WebDriver, label: str):  # type: ignore[no-untyped-def]
    """The control of the label that begins with these words."""
    for one in driver.find_elements(By.CSS_SELECTOR, "main label[for]"):
        if one.text.strip().startswith(label):
            return driver.find_element(By.ID, str(one.get_attribute("for")))
    raise AssertionError(f"no field “{label}” on {driver.current_url}:\n{text(driver)}")


def fill(driver: WebDriver, label: str, words: str) -> None:
    control = field(driver, label)
    if control.get_attribute("type") == "date":  # typed by keyboard it depends on the locale
        driver.execute_script("arguments[0].value = arguments[1]", control, words)
    else:
        control.clear()
        control.send_keys(words)


def choose(driver: WebDriver, label: str, part: str) -> None:
    select = Select(field(driver, label))
    for option in select.options:
        if part in option.text:
            select.select_by_visible_text(option.text)
            return
    there = "、".join(option.text for option in select.options)
    raise AssertionError(f"no “{part}” under “{label}”: {there}")


def tick(driver: WebDriver, words: str) -> None:
    """The choice whose words begin so."""
    for label in driver.find_elements(By.CSS_SELECTOR, "main label"):
        if label.text.strip().startswith(words):
            label.find_element(By.CSS_SELECTOR, "input").click()
            return
    raise AssertionError(f"no choice “{words}” on {driver.current_url}:\n{text(driver)}")


def again_as(driver: WebDriver, address: str, who: str) -> None:
    driver.delete_all_cookies()
    log_in(driver, address, who)


def test_publish_through_three_reviews_and_find_it(browser: WebDriver, demo_office: str) -> None:
    log_in(browser, demo_office, "jiang")
    browser.get(f"{demo_office}/publishing/new/")
    choose(browser, "栏目", "民生政策")
    fill(browser, "标题", TITLE)
    fill(browser, "正文", "银杏社区卫生服务站自11月2日起每周一、三、五接种。")
    press(browser, "存为第 1 版")
    item = browser.current_url
    choose(browser, "审核模板", "三审三校")
    press(browser, "送审第 1 版")
    for who in REVIEWERS:
        again_as(browser, demo_office, who)
        browser.get(item)
        follow(browser, "打开审核页面")
        for radio in browser.find_elements(By.CSS_SELECTOR, "fieldset.question input[value=no]"):
            radio.click()
        passing = [b.text for b in browser.find_elements(By.CSS_SELECTOR, "main button[name=pass]")]
        assert len(passing) == 1, text(browser)
        press(browser, passing[0])
    again_as(browser, demo_office, "jiang")
    browser.get(item)
    press(browser, "公开第 1 版")
    # The public finds it at once, by two characters.
    browser.delete_all_cookies()
    browser.get(f"{demo_office}/")
    words = browser.find_element(By.CSS_SELECTOR, "main input[name=q]")
    turn_page(browser, lambda: words.send_keys("银杏\n"))
    follow(browser, TITLE)
    assert browser.find_element(By.TAG_NAME, "h1").text == TITLE


def test_apply_as_a_citizen_and_follow_it(browser: WebDriver, demo_office: str) -> None:
    browser.get(f"{demo_office}/apply/")
    follow(browser, "开始填写")
    for _ in range(2):  # also after a link of the first summary was followed
        press(browser, "保存并继续")
        assert "error-summary" in str(browser.switch_to.active_element.get_attribute("class"))
        browser.find_element(By.CSS_SELECTOR, ".error-summary a").send_keys("\n")
        assert browser.switch_to.active_element.get_attribute("id") == "id_kind"
    tick(browser, "公民")
    fill(browser, "姓名", "林知夏")
    fill(browser, "证件号码", "110101199003077758")
    press(browser, "保存并继续")
    fill(browser, "联系电话", "13900001111")
    fill(browser, "电子邮箱", "lin@example.cn")
    press(browser, "保存并继续")
    fill(browser, "一句话", "2025年村卫生室补助分配表")
    fill(browser, "详细", "2025年度各村卫生室基本药物补助资金的分配表，到每个村。")
    press(browser, "保存并继续")
    tick(browser, "电子邮件")
    press(browser, "保存并继续")
    press(browser, "核对申请")  # without papers
    press(browser, "提交申请")
    page = text(browser)
    number = re.search(r"\d{4}-\d{4}", page)
    code = re.search(r"查询码\n([0-9A-Z ]{12,16})", page)
    assert number and code, page
    browser.delete_all_cookies()
    browser.get(f"{demo_office}/track/?number={number[0]}")
    fill(browser, "查询码", code[1].replace(" ", ""))
    press(browser, "查询")
    shown = text(browser)
    assert number[0] in shown
    # Received on Tuesday 27 October 2026: 20 working days later is Tuesday 24 November.
    assert "11月24日" in shown
    assert "林知夏" not in shown


def test_return_a_units_report_with_a_letter(browser: WebDriver, demo_office: str) -> None:
    log_in(browser, demo_office, "he")
    browser.get(f"{demo_office}/supervision/2024/upload/")
    choose(browser, "单位", "塔城地区")
    field(browser, "文件").send_keys(str(REPORT))
    fill(browser, "报送日期", "2025-01-21")
    press(browser, "上传并核对")
    page = text(browser)
    assert "文件中没有第四部分" in page
    assert "表三不完整：25 行中缺 11 行" in page
    press(browser, "退回并发函")
    page = text(browser)
    assert "已退回" in page
    assert "公开督函〔2026〕1号" in page


def test_a_letter_registered_twice_is_taken_back(browser: WebDriver, demo_office: str) -> None:
    log_in(browser, demo_office, "jiang")
    numbers = []
    for _ in range(2):
        browser.get(f"{demo_office}/applications/new/")
        choose(browser, "渠道", "邮寄")
        fill(browser, "收到日期", "2026-10-28")  # tomorrow: a refusal that names its field
        choose(browser, "申请人类型", "自然人")
        fill(browser, "姓名", "林知夏")
        fill(browser, "申请事项", "2025年救护车购置合同")
        fill(browser, "申请内容", "2025年乡镇卫生院救护车的购置合同。")
        choose(browser, "获取方式", "电子邮件")
        press(browser, "登记申请")
        browser.find_element(By.CSS_SELECTOR, ".error-summary a").send_keys("\n")
        assert browser.switch_to.active_element.get_attribute("name") == "arrived_on"
        fill(browser, "收到日期", "2026-10-26")
        press(browser, "登记申请")
        number = re.search(r"已登记为申请 (\d{4}-\d{4})", text(browser))
        assert number, text(browser)
        numbers.append(number[1])
    first, second = numbers
    assert "还没有登记电子邮箱" in text(browser)
    follow(browser, "撤销重复的登记")
    fill(browser, "保留的申请编号", first)
    fill(browser, "撤销的原因", "同一封信，两人各登记了一次。")
    press(browser, f"撤销申请 {second} 的登记")
    assert "现在可以做的" not in text(browser)
    follow(browser, f"申请 {first}")
    assert "重复登记、已经撤销的" in text(browser)
    follow(browser, "更正姓名、联系方式、申请事项")
    fill(browser, "电子邮箱", "lin@example.cn")
    fill(browser, "更正的原因", "登记时漏了。")
    press(browser, "更正登记的内容")
    assert "已更正申请" in text(browser) and "还没有登记电子邮箱" not in text(browser)
    assert "l***@example.cn" in text(browser)


def test_sound_reports_are_accepted_together(browser: WebDriver, demo_office: str) -> None:
    log_in(browser, demo_office, "he")
    browser.get(f"{demo_office}/supervision/2025/")
    follow(browser, "一起接受没有问题的报告")
    names = [
        row.text.strip() for row in browser.find_elements(By.CSS_SELECTOR, "main tbody th label")
    ]
    assert names == ["云溪县农业农村局", "云溪县教育局", "云溪县民政局"], text(browser)
    tick(browser, "云溪县民政局")  # taken out again: the others only
    press(browser, "核对勾选的报告")
    page = text(browser)
    assert "下面 2 份报告将登记为“已接受”" in page and "民政局" not in page
    press(browser, "接受这 2 份")
    page = text(browser)
    assert "已接受 2 份报告。" in page
    assert re.search(r"\n2\n已接受\n", page), page
    follow(browser, "一起接受没有问题的报告")
    assert "可以一起接受的 1 份" in text(browser)


def test_a_case_is_put_right_and_another_struck_out(browser: WebDriver, demo_office: str) -> None:
    log_in(browser, demo_office, "jiang")
    numbers = []
    for _ in range(2):  # registered twice
        browser.get(f"{demo_office}/challenges/new/")
        choose(browser, "类别", "行政复议")
        fill(browser, "事项", "不服信息公开答复")
        fill(browser, "复议机关", "云溪县人民政府")
        fill(browser, "受理日期", "2026-10-19")
        fill(browser, "收到副本日期", "2026-10-21")
        press(browser, "登记案件")
        number = re.search(r"已登记为案件 (\d{4}-\d{4})", text(browser))
        assert number, text(browser)
        numbers.append(number[1])
    first, second = numbers
    follow(browser, "撤销案件登记")
    fill(browser, "撤销的原因", "同一份复议申请书登记了两次。")
    press(browser, f"撤销案件 {second} 的登记")
    page = text(browser)
    assert "登记已撤销" in page and "现在可以做的" not in page and "更正" not in page
    browser.get(f"{demo_office}/challenges/{first}/")
    assert "2026-11-04" in text(browser)  # ten working days from the copy
    link = browser.find_element(By.CSS_SELECTOR, "main a[href$='/correct/notice_on/']")
    turn_page(browser, lambda: link.send_keys("\n"))
    fill(browser, "正确的日期", "2026-10-20")
    fill(browser, "更正的原因", "收件章是20日。")
    press(browser, "看更正前后的期限")
    page = text(browser)
    assert "2026-11-04" in page and "2026-11-03" in page and "还没有登记" in page
    press(browser, "更正收到副本日期")
    page = text(browser)
    assert "更正：收到副本日期" in page and "由 2026-10-21 改为 2026-10-20" in page
    assert "2026-11-03" in page and "2026-11-04" not in page


def test_the_text_of_a_request_copied_wrongly_is_put_right(
    browser: WebDriver, demo_office: str
) -> None:
    log_in(browser, demo_office, "jiang")
    browser.get(f"{demo_office}/applications/new/")
    choose(browser, "渠道", "当面")
    fill(browser, "收到日期", "2026-10-26")
    choose(browser, "申请人类型", "自然人")
    fill(browser, "姓名", "林知夏")
    fill(browser, "申请事项", "饮用水监测")
    fill(browser, "申请内容", "2024年双河镇饮用水的监测报告。\n请给全部十二个月的。")
    choose(browser, "获取方式", "查阅")
    press(browser, "登记申请")
    follow(browser, "更正姓名、联系方式、申请事项")
    fill(browser, "更正的原因", "年份抄错。")
    press(browser, "更正登记的内容")
    assert "填的和现在登记的一样" in text(browser)
    fill(browser, "申请内容", "2025年双河镇饮用水的监测报告。\n请给全部十二个月的。")
    press(browser, "更正登记的内容")
    page = text(browser)
    assert "2025年双河镇饮用水" in page and "2024年双河镇" not in page
    assert "更正：申请内容" in page
    press(browser, "显示完整信息")
    assert "2024年双河镇饮用水的监测报告。" in text(browser)
