"""What one number counts, by the words before it, the words behind it and what was counted before.

Each metric has words without which its pattern is not tried: a look into a string costs a twentieth of a
pattern, and most numbers count nothing that is told here.
"""

from __future__ import annotations

import re

from .applications import carried, goes_on, newly_counted
from .channels import names_press
from .kinds import power_kind, published_kind
from .place import Place, without_lead_in

_Before = tuple[tuple[str, ...], str, re.Pattern[str], str | tuple[str, ...] | None]
_PEOPLE = ("人次", "人", "名")
_TIMES = ("次", "场", "期", "个", "场次")
_ITEMS = ("条", "件", "篇", "份", "个", "则", "项", "期", "次")
_LETTERS = ("件", "条", "个", "次", "人次", "宗", "封", "份", "起", "例", "项")
#: Words of which one must stand there, the metric, its pattern, the units it is counted in.
_BEFORE: tuple[_Before, ...] = (
    (("信息处理费",), "processing_fee", re.compile(r"信息处理费(?:用)?$"), ("元", "万元")),
    (("行政复议",), "reconsiderations", re.compile(r"行政复议(?:案件|申请|案)?(?:情况)?$"), ("件", "宗", "起", "例", "次")),
    (("行政诉讼",), "litigation", re.compile(r"行政诉讼(?:案件|案)?(?:情况)?$"), ("件", "宗", "起", "例", "次")),
    (("许可",), "licences.publicised", re.compile(r"行政许可(?:信息)?公示(?:信息)?$|(?:公开|公示)行政许可(?:决定)?(?:信息)?$"), _ITEMS),
    (("解读",), "interpretations", re.compile(r"解读(?:类|相关|有关)?(?:信息|材料|稿件|文章|图文|件|产品|作品)*(?:发布|公开)?(?:重[大要]|相关)?(?:政策|行政规范性)?(?:文件)?$"), _ITEMS),
    (("会议", "发布会", "发布活动", "吹风会"), "meetings", re.compile(r"(?:常务会议|全体会议|发布会|新闻发布活动|政策吹风会)(?:信息|议题)?(?:累计|共)?(?:举办|举行|召开)?$"), (*_TIMES, "条")),
    (("热线", "123"), "hotline", re.compile(r"热线.{0,4}?(?:问题|电话|诉求|工单|咨询|交办|转办|事项|来电|件)*$|(?<!\d)12[3-9]\d\d”?.{0,8}(?:工单|诉求|转办件|办件|交办件|事项)$"), _LETTERS),
    (("信访",), "petitions", re.compile(r"信访(?:件|事项|问题|办件|案件)?$"), _LETTERS),
    (("培训", "参训", "受训"), "trainings.people", re.compile(r"(?:培训了?|参训|受训)(?:人员|人数|干部|职工|工作人员|对象)*$"), _PEOPLE),
    (("培训",), "trainings", re.compile(r"培训(?:班|会|活动|会议|讲座)?$"), _TIMES),
    (("咨询", "提问", "留言", "来信", "信件"), "enquiries", re.compile(r"(?:咨询|提问|留言|来信|信件)(?:服务|问题|事项|建议|电话|投诉类信件)?(?:答复|回复)?$"), _LETTERS),
    (("访谈",), "interviews", re.compile(r"访谈(?:活动|节目)?$"), (*_TIMES, "条", "件")),
    (("建议", "提案", "议案"), "proposals", re.compile(r"(?:(?:人大|代表).{0,4}建议|建议提案|提案建议|提案|议案)(?:的?(?:答复|办理)(?:意见|结果|情况)?)?(?:信息)?(?:公开)?$"), ("件", "条", "项", "份")),
    (("规范性文件",), "normative_documents", re.compile(r"规范性文件(?:类|信息|制发|发布)*$"), ("件", "份", "部", "个", "项", "条", "篇")),
    (("延续",), "licences.renewed", re.compile(r"^延续$"), None),
    (("许可",), "licences", re.compile(r"许可(?:证|事项|决定)?(?:办理|审批)?$"), ("件", "家", "个", "户", "张", "次", "宗", "份")),
    (("权",), "power_list", re.compile(r"(?:权责|权力|职权)(?:清单)?(?:事项)?(?:清单)?$"), ("项",)),
    (("事项",), "power_list", re.compile(r"认领.{0,6}事项$"), ("项",)),
)  # fmt: skip

_HELD = re.compile(r"举办|召开|开设|组织|举行|参加")
#: One letter of each of the words above: a name without any of them is none of them.
_LETTERS_OF = frozenset("费复诉许读会活热1访训询问言来件谈议案范续权事")
_NORMATIVE_STOCK = re.compile(r"废止|清理|失效|有效|修[改订]|审[查核]|备案|评估|保留")
#: 文字解读6份、图片解读3份: the forms of what was counted before, or of one is not told how many in all.
_ONE_FORM = re.compile(
    r"(?:(?<!多)形式|及|和|文字|图片|图文|图表|音视频|视频|音频|动漫|媒体|专家|发布会|线[上下]|问答|H5|转载.{0,4})(?:解读|政策)"
)

_DONE = ("处理", "回复", "答复", "办理")


def _allowed(metric: str, place: Place) -> bool:
    """Whether a pattern's metric is not ruled out by what stands around it."""
    name = place.name
    if metric == "interpretations":
        several = place.joint and "等" not in name
        return not (several or _ONE_FORM.search(name) or "转载" in name or names_press(name))
    if metric == "meetings":
        if place.topic == "interpretations":
            return not (place.bracketed or (place.inner and not _HELD.search(name)))
        return not (place.inner and place.topic == "meetings")
    if metric == "normative_documents":
        return not (place.joint or _NORMATIVE_STOCK.search(place.clause) or "解读" in name)
    if metric == "power_list":
        return not name.startswith(("其他", "其它"))
    if metric == "proposals":
        return not name.endswith("信息")
    if metric in ("enquiries", "hotline"):
        if place.topic == metric and (name.startswith(_DONE) or name.endswith(_DONE)):
            return False
        return (
            not name.startswith(("参加", "走进"))
            and "主动公开" not in name
            and ("通过" not in name or not name.endswith("来信"))
        )
    return True


_HOLDS = re.compile(
    r"(?:举办|召开|组织|开展|举行|参加|发布|推出|制作|出台|制定|制发|印发|做好|办理|答复|公开)了?$"
)
_BEHIND: tuple[tuple[str, str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("会", "meetings", re.compile(r"^.{0,6}(?:新闻发布会|常务会议|全体会议|政策吹风会)"), _TIMES),
    ("发布活动", "meetings", re.compile(r"^.{0,6}新闻发布活动"), _TIMES),
    ("培训", "trainings", re.compile(r"^.{0,8}培训"), _TIMES),
    ("规范性文件", "normative_documents", re.compile(r"^.{0,4}规范性文件"), ("件", "份", "部", "个", "项")),
    ("解读", "interpretations", re.compile(r"^(?:政策|文件|相关|重要)*解读"), _ITEMS),
    ("建议", "proposals", re.compile(r"^(?:人大)?代表建议|^人大(?:代表)?(?:意见)?建议|^建议提案"), ("件", "条", "项", "份")),
    ("提案", "proposals", re.compile(r"^(?:政协)?(?:委员)?提案"), ("件", "条", "项", "份")),
)  # fmt: skip
_CASES = ("reconsiderations", "litigation")
_OTHER_CASE = re.compile(r"(?:行政)?(诉讼|复议)(?:案件?)?")
_KIND_BEHIND = re.compile(r"[^,;:。、()\d]{2,14}")


def _behind(place: Place) -> str | None:
    """The metric that the words behind the number name: 举办3期政务公开培训班, 发布1条概况类信息."""
    after, item = place.after, place.item
    if not after:
        return None
    if after[:9].startswith(("行政许可事项", "行政许可决定")):
        return "licences" if place.unit != "条" else None
    leads = not item or _HOLDS.search(without_lead_in(item))
    if not leads:
        return None
    for word, metric, pattern, units in _BEHIND:
        if word in after and place.unit in units and pattern.match(after):
            return None if item == "" and place.topic != metric else metric
    words = _KIND_BEHIND.match(after)
    if words is None or place.unit not in "条件篇份" or "信息" not in words[0]:
        return None
    if place.listed or "发布" in item or "公开" in item:
        kind = published_kind(words[0], listed=True)
        return f"published.{kind}" if kind else None
    return None


def metric_of(place: Place) -> str | None:
    """The metric that a number counts; None where the words name none for sure."""
    topic = place.topic
    if "转" in place.gap or place.after.startswith("结转下") or "下年度继续" in place.clause:
        over = carried(place)
        if over is not None:
            return over
    if topic.startswith("applications"):
        going_on = goes_on(place)
        if going_on is not None:
            return going_on
    if topic in _CASES and place.unit in "件宗起例次":
        beside = _OTHER_CASE.fullmatch(place.name)
        if beside is not None:
            return "litigation" if beside[1] == "诉讼" else "reconsiderations"
    if topic.startswith("licences") and place.clause in ("共", "共计", "合计"):
        return "licences"
    if topic.startswith("power_list") and place.unit == "项":
        power = power_kind(place.name)
        return f"power_list.{power}" if power else None
    if not place.joint and len(place.name) > 1:
        kind = published_kind(place.name, listed=place.listed)
        if kind is not None and place.unit in "条件篇份则":
            return f"published.{kind}"
    if not _LETTERS_OF.isdisjoint(place.name):
        for words, metric, pattern, units in _BEFORE:
            for word in words:
                if word in place.name:
                    break
            else:
                continue
            if (units is None or place.unit in units) and pattern.search(place.name):
                return metric if _allowed(metric, place) else None
    return _behind(place) or newly_counted(place)
