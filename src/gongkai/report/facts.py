"""Numbers said in the narrative: what is counted, where, how many, with the sentence that says it.

A number becomes a fact only when the words around it name one of the metrics below; every other
number is left alone. What is compared (比上年增长…), a percentage, or a number of another year is not a
count of this year and is left out. A sentence without a number (未收到申请) gives no fact: nothing is
counted in it, and no zero is printed.

Metrics: `published` and `published.<kind>` (items published on purpose), `posts` and `followers` (by
channel), `interpretations`, `meetings`, `applications.received | answered | carried_in | carried_out`,
`applications.received.<way>` (online, post, in_person, fax), `reconsiderations`, `litigation`, `hotline`,
`enquiries`, `petitions`, `proposals`, `licences`, `licences.renewed`, `licences.publicised`, `power_list`
and `power_list.<kind>`, `normative_documents`, `trainings` and `trainings.people`, `interviews`,
`visits`, `processing_fee`. What is compared, shares of a hundred and other years' numbers: `asides`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .cell import Number
from .model import Fact
from .width import half_width

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_UNITS = "人次|万元|条|件|篇|次|期|项|家|个|份|场|人|元|宗|张|部(?!分|门)|批|户"

_NUMBER = re.compile(
    r"(?<![\d.第（(〔\-])"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[二两三四五六七八九十百千零]{1,12})"
    rf"\s?(?P<scale>[万亿](?!元))?\s?[余多]?\s?(?P<unit>{_UNITS})?"
    r"(?(unit)(?!\d)|(?![\d%％年月日号.、:：\-]))"
)
_BESIDE_SIGNS = re.compile(r"(?<=[^\w.])\s+|\s+(?=\W)")
_MOST_WORDS = 60  # characters before a number in which its metric is named
# A sentence without either counts nothing.
_COUNTS = re.compile(
    rf"[0-9０-９]|[二两三四五六七八九十百千零][万亿]?\s{{0,2}}[余多]?\s{{0,2}}(?:{_UNITS})"
)
_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]?")
#: Patterns that look for words before a number look through a sentence once a number, so a sentence must end.
#: One that goes on for longer is taken clause by clause; what has no clause either counts nothing.
LONGEST_SENTENCE = 2000
_CLAUSE = re.compile(r"[，；：、]|,(?!\d)")
NEW_ITEM = re.compile(r"^(?:[-*#]\s*)*(?:[（(]?[一二三四五六七八九十]+[)）、]|\d+[.．、])")
_COMPARED = re.compile(
    r"同比|环比|(?:比|较|与)(?:上一?|去)?年|增长|增加了?$|减少了?$|下降|上升|提高|去年"
)
_YEAR = re.compile(r"(20\d{2})年")

#: Where something was published, surest words first.
CHANNELS = (
    ("wechat", re.compile(r"微信|公众号")),
    ("weibo", re.compile(r"微博")),
    ("short_video", re.compile(r"视频号|短视频|抖音|快手")),
    ("app", re.compile(r"客户端|APP", re.I)),
    ("new_media", re.compile(r"新媒体")),
    ("bulletin", re.compile(r"公报|简报|公开栏|公告栏")),
    ("website", re.compile(r"网站|门户")),
    ("platform", re.compile(r"平台|系统")),
    ("telephone", re.compile(r"电话|来电")),
    ("online", re.compile(r"网上|网络|在线")),
)

_ANY_CHANNEL = re.compile("|".join(pattern.pattern for _, pattern in CHANNELS), re.I)

#: Kinds of items of a power list (权责清单).
POWERS = {
    "许可": "licence",
    "处罚": "penalty",
    "强制": "compulsory_measure",
    "征收": "levy",
    "征用": "requisition",
    "给付": "payment",
    "检查": "inspection",
    "确认": "confirmation",
    "奖励": "award",
    "裁决": "adjudication",
}

_FOLLOWERS = re.compile(r"(?:关注|粉丝|订阅)(?:量|数|人数|用户)?(?:达到?|为|共)?$")

# What the words before a number (since the number before it) must say. The first that fits counts.
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "applications.carried_out",
        re.compile(r"结转(?:至|到)?(?:下一?|20\d\d)年度?.{0,8}$|下年度继续办理"),
    ),
    ("applications.carried_in", re.compile(r"上年?(?:度)?结转")),
    ("followers", _FOLLOWERS),
    ("reconsiderations", re.compile(r"行政复议(?:案件|申请)?(?:共|为)?$")),
    ("litigation", re.compile(r"行政诉讼(?:案件)?(?:共|为)?$")),
    ("processing_fee", re.compile(r"信息处理费(?:用)?(?:共|为|合计)?$")),
    ("licences.publicised", re.compile(r"行政许可(?:信息)?公示(?:信息)?$")),
    ("interpretations", re.compile(r"解读(?:信息|材料|稿件|文章)?(?:发布|公开)?(?:共|政策)?$")),
    ("meetings", re.compile(r"(?:常务会议|全体会议|新闻发布会)(?:信息|议题)?$")),
    ("hotline", re.compile(r"热线(?:问题|电话|诉求|工单|咨询)*$")),
    ("petitions", re.compile(r"信访(?:件|事项|问题)?$")),
    ("enquiries", re.compile(r"(?:咨询|提问|留言)(?:服务|问题|事项)?$")),
    ("trainings.people", re.compile(r"培训(?:人员|人数|干部|工作人员|对象)(?:共|达)?$")),
    ("interviews", re.compile(r"访谈(?:活动|节目)?$")),
    ("proposals", re.compile(r"(?:建议|提案|议案)(?:答复|办理)?(?:共)?$")),
    ("visits", re.compile(r"(?:访问|浏览|阅读|点击)(?:总)?(?:量|数)(?:达到?|为|共|超过?)?$")),
    ("trainings", re.compile(r"培训(?:班|会|活动|会议)?$")),
    (
        "applications.received",
        re.compile(
            r"(?:收到|受理|接收|新收|收).{0,14}(?:依申请公开|公开申请|申请公开)(?:信息|件)?(?:共|为)?$"
        ),
    ),
    ("applications.answered", re.compile(r"(?:答复|办结|办理).{0,10}申请(?:共|为)?$")),
    ("licences.renewed", re.compile(r"^[，,、]?延续$")),
    ("licences", re.compile(r"许可(?:证|事项|决定)?(?:办理|审批)?(?:共)?$")),
    ("normative_documents", re.compile(r"规范性文件(?:共)?$")),
    ("published.key_areas", re.compile(r"重点领域(?:类)?(?:信息)?(?:公开)?$")),
    ("published.department_news", re.compile(r"(?:部门|工作)动态(?:类)?(?:信息)?$")),
    (
        "published.notices",
        re.compile(r"公[告示]公[告示](?:类)?(?:信息)?$|通知公告(?:类)?(?:信息)?$"),
    ),
    ("published.policy_answers", re.compile(r"政策(?:类)?解答$")),
    ("published.power_list", re.compile(r"(?<!认领)权力清单$")),
    ("published.key_information", re.compile(r"重点信息(?:公开)?$")),
    ("published.other", re.compile(r"^[，,、]?其他(?:类)?信息$")),
    ("published", re.compile(r"主动(?:公开|发布).{0,24}(?:信息|文件)(?:共计?)?$")),
    ("power_list", re.compile(r"(?:认领|权责|权力|职权).{0,6}事项(?:共计?)?$|(?:权责|职权)清单$")),
    (
        "posts",
        re.compile(
            r"(?:发布|推送|公开|刊发|编发).{0,16}(?:信息|文章|稿件|推文)(?:共计?)?$|^[，,]?发布$"
            r"|(?:网站|微信|公众号|微博|新媒体|公开栏|公告栏|客户端).{0,6}(?:发布|推送|公开|刊发)$"
            r"|(?:编发|编印|刊发|印发|出版).{0,6}公报$"
        ),
    ),
)
# What goes on from what the sentence counted before: 收到申请16件，办结16件，其中网上申请12件.
_GOING_ON: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "applications",
        "applications.received.online",
        re.compile(r"(?:网上|网络|在线|邮箱|电子邮件)申请$"),
    ),
    ("applications", "applications.received.post", re.compile(r"(?:信函|邮寄|来信|邮政)申请$")),
    ("applications", "applications.received.in_person", re.compile(r"(?:当面|现场|窗口)申请$")),
    ("applications", "applications.received.fax", re.compile(r"传真申请$")),
    (
        "applications",
        "applications.answered",
        re.compile(r"^[，,、；](?:已|均已|全部|共|按期|依法)*(?:办结|答复|办理答复)$"),
    ),
    ("published", "published.policy_documents", re.compile(r"政策(?:文件|法规)(?:类)?(?:信息)?$")),
    ("published", "published.finance", re.compile(r"(?:财政|预决算|财务)(?:类)?(?:信息)?$")),
    ("published", "published.personnel", re.compile(r"人事(?:任免)?(?:类)?(?:信息)?$")),
    ("published", "published.plans", re.compile(r"规划(?:计划)?(?:类)?(?:信息)?$")),
    ("published", "published.enforcement", re.compile(r"(?:执法|处罚)(?:类)?(?:信息)?$")),
)
_AFTER = (("licences", re.compile(r"^行政许可(?:事项|决定)")),)
_POWER = re.compile(r"(?:行政|其他行政)(许可|处罚|强制|征收|征用|给付|检查|确认|奖励|裁决|权力)$")
_WITH_CHANNEL = ("published", "posts", "followers", "visits", "enquiries", "licences.publicised")


def find_facts(text: str, year: int | None) -> tuple[Fact, ...]:
    """The counts of `year` said in a narrative, in reading order. Lines that a page broke are joined.

    `value` is an int, or a Decimal where one was printed; 万 and 亿 are multiplied out. `unit` is as
    printed, empty where none is. Pure: nothing is raised.
    """
    facts: list[Fact] = []
    for sentence in parts_of(text):
        if _COUNTS.search(sentence) is None:
            continue
        facts.extend(_in_sentence(sentence, year))
    return tuple(facts)


def parts_of(text: str) -> Iterator[str]:
    """The sentences of a narrative, lines that a page broke joined, numbered items apart."""
    joined = ""
    for line in text.split("\n"):
        if joined and NEW_ITEM.match(line):
            yield from sentences_of(joined, _SENTENCE)
            joined = ""
        joined += line
    yield from sentences_of(joined, _SENTENCE)


def sentences_of(text: str, sentence: re.Pattern[str]) -> Iterator[str]:
    """What a pattern of sentences finds, one longer than any sentence in stretches of whole clauses."""
    for match in sentence.finditer(text):
        if match.end() - match.start() <= LONGEST_SENTENCE:
            yield match.group()
        else:
            yield from _stretches(match.group())


def _stretches(text: str) -> Iterator[str]:
    """The clauses of a text, so many together as are no longer than a sentence may be."""
    start = last = 0
    for end in (*(mark.end() for mark in _CLAUSE.finditer(text)), len(text)):
        if end - start > LONGEST_SENTENCE:
            if start < last:
                yield text[start:last]
            start = last
        if end - start > LONGEST_SENTENCE:  # one clause alone is too long
            start = end
        last = end
    if start < last:
        yield text[start:last]


def _in_sentence(sentence: str, year: int | None) -> Iterator[Fact]:
    plain = half_width(_BESIDE_SIGNS.sub("", sentence))
    channel: str | None = None
    topic: str | None = None
    end = 0
    for match in _NUMBER.finditer(plain):
        words = "".join(plain[end : match.start()].split())
        after = plain[match.end() : match.end() + 12].replace(" ", "")
        channel = _channel(words) or channel
        unit = match["unit"] or ""
        end = match.end()
        if not unit and not _FOLLOWERS.search(words):
            continue  # only followers are counted without a unit
        metric = _metric(words[-_MOST_WORDS:], after, topic)
        if metric is None or (not unit and metric != "followers"):
            continue
        years = _YEAR.findall(plain[: match.start()])
        another_year = bool(years) and year is not None and int(years[-1]) != year
        if metric == "licences" and unit == "条":
            continue  # 条 counts records that were uploaded, not licences
        if another_year or (_COMPARED.search(words) and "结转" not in words):
            continue
        value = _value(match["number"], match["scale"])
        if value is None:
            continue
        topic = metric
        where = channel if metric in _WITH_CHANNEL else None
        yield Fact(metric, value, unit, sentence.strip(), where)


def _metric(words: str, after: str, topic: str | None) -> str | None:
    if topic is not None and topic.startswith("power_list"):
        power = _POWER.search(words)
        if power:
            return f"power_list.{POWERS.get(power[1], 'other')}"
    if topic is not None and topic.startswith("licences") and re.search(r"^[，,]共计?$", words):
        return "licences"
    for start, metric, pattern in _GOING_ON:
        if topic is not None and topic.startswith(start) and pattern.search(words):
            return metric
    for metric, pattern in _BEFORE:
        if pattern.search(words):
            return metric
    return next((metric for metric, pattern in _AFTER if pattern.search(after)), None)


def _channel(words: str) -> str | None:
    """The channel that the words name last, because a sentence may go from one to the next."""
    if not _ANY_CHANNEL.search(words):
        return None
    best: tuple[int, str] | None = None
    for name, pattern in CHANNELS:
        for match in pattern.finditer(words):
            if best is None or match.start() > best[0] + 4:  # 政府网站平台 is the website
                best = (match.start(), name)
    return best[1] if best else None


def _value(digits: str, scale: str | None) -> Number | None:
    plain = digits.replace(",", "")
    number: Number | None
    if plain[0].isdigit():
        number = Decimal(plain) if "." in plain else int(plain)
    else:
        number = chinese_number(plain)
    if number is None or scale is None:
        return number
    scaled = number * _SCALES[scale]
    return int(scaled) if scaled == int(scaled) else scaled


def chinese_number(text: str) -> int | None:
    """Read 二十三, 一百零五, 两千 as numbers; None for what is not one (十百)."""
    total, digit = 0, 0
    last = 10_000
    for char in text:
        if char in _TENS:
            if _TENS[char] >= last:
                return None
            last = _TENS[char]
            total += (digit or 1) * last
            digit = 0
        elif char in _DIGITS and digit == 0:
            digit = _DIGITS[char]
        else:
            return None
    return total + digit
