"""Whose report it is and of which year: from the title, the preamble, the signature and the contact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ...normalise import compact

# A place: 塔城地区, 淮安市, 沙坡头区 … An office whose own name begins like one is not a place.
_PLACE = (
    r"(?!市场监督|市市|城市管理|社区|地区|自治区)"
    r"(?:(?:(?![局厅委府办])[\u4e00-\u9fff]){1,8}?(?:自治区|特别行政区|自治州|自治县|自治旗|省|市|地区|州|盟|县|区|旗)"
    r"|(?:(?![局厅委府办])[\u4e00-\u9fff]){4,16}?(?:开发区|新片区|示范区|试验区|园区|度假区|合作区))"
)
_PLACES = re.compile(rf"(?:{_PLACE})+(?=[\u4e00-\u9fff]{{2}})")
_PLACE_INSIDE = re.compile(rf"国家[\u4e00-\u9fff]{{2,8}}?局((?:{_PLACE})+)(?=[\u4e00-\u9fff]{{2}})")
_LAST_PLACES = re.compile(r"(?:[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|省|市|地区|州|盟|县|区|旗))+$")
#: Names that are whole without a place: of the state, of the corps, of schools.
_WHOLE = re.compile(
    r"(?:国家|国务院|中国|中华|中央|最高人民|海关总署|新疆生产建设兵团)[\u4e00-\u9fff()]{2,}|海关总署"
    r"|[\u4e00-\u9fff]{1,8}(?<![乡门挥支基总东西南北中])部|[\u4e00-\u9fff]{2,}(?:大学|学院)"
)
#: What an office is called by itself: 区统计局, 市市场监督管理局.
_OWN_LEVEL = re.compile(r"^(?:自治区|地区|[区县市州])(?!场监督)")
_PARTICLES = re.compile(
    r"[与由向请据经在联系为至到:：,，。;；(（)）、\s]|报告|公布|公开|发布|编制|现将"
)

#: Usual short names of offices; the full name is what an agency is registered under.
SHORT_NAMES = (
    ("卫生健康委员会", re.compile(r"卫健委(?!员)|卫生健康委(?!员)|卫健委员会")),
    ("卫生健康局", re.compile(r"卫健局")),
    ("发展和改革委员会", re.compile(r"发改委(?!员)|发展改革委(?!员)|发展和改革委(?!员)")),
    ("人力资源和社会保障局", re.compile(r"人社局|人力资源社会保障局")),
    ("住房和城乡建设局", re.compile(r"住建局")),
    ("市场监督管理局", re.compile(r"市场监管局|市监局")),
    ("医疗保障局", re.compile(r"医保局")),
    ("疾病预防控制局", re.compile(r"疾控局")),
    ("工业和信息化局", re.compile(r"工信局")),
    ("退役军人事务局", re.compile(r"退役军人局")),
    ("应急管理局", re.compile(r"应急局")),
    ("国有资产监督管理委员会", re.compile(r"国资委(?!员)")),
)

_ANY_SHORT = re.compile("|".join(short.pattern for _, short in SHORT_NAMES))

_YEAR_IN_TITLE = re.compile(r"(20\d{2})(?:年度?|(?=政府信息))")
_PERIOD = re.compile(
    r"(20\d{2})年(\d{1,2})月(\d{1,2})日起?[,，]?(?:至|到|-|—|~|～|－)+(?:(20\d{2})年)?(\d{1,2})月(\d{1,2})(?:日|(?=止))"
)
_FORMER = re.compile(r"\(原[^()]{2,40}\)")  # the name of a predecessor
_DAY = re.compile(r"\d\s*日")
#: A place that a title names without its organ: its government reports. Who governs a 地区, a 盟 or a new or
#: development zone is not told by its name.
_BARE_PLACE = re.compile(rf"(?:{_PLACE})*?{_PLACE}(?<!地区)(?<![新发范验园理务作度开]区)(?<!盟)")
_BARE_TOWN = re.compile(r"[\u4e00-\u9fff]{2,}(?:镇|乡|苏木)")
_BARE_STREET = re.compile(r"[\u4e00-\u9fff]{2,}街道")
#: The office, beside its whole system: 某某局机关, 海关总署(本级机关).
_OF_ITSELF = re.compile(r"(?<=[局委厅会署])(?:机关|\((?:本级|本级机关|机关)\))$")
_NAMED = r"(?P<{}>(?:(?!公布|公开|发布|编制|要求|根据|按照|规定|关于|做好|报告|本|我)[\u4e00-\u9fff()]){{3,30}}?)"
#: What a preamble calls the report: 现公布甲市教育局2024年政府信息公开工作年度报告.
_OWN_TITLE = re.compile(
    rf"(?:公布|公开|发布|编制|编写|制定|现将|《)(?:了|的|《)*(?:{_NAMED.format('before')}(?P<year>20\d\d)年度?|(?P<of>20\d\d)年度?{_NAMED.format('behind')})"
    r"(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?报告"
)
#: How the name of an office ends.
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,}(?:[局委厅办署镇乡]|委员会|政府|街道|办事处|办公室|苏木)")
_ODD_YEAR = re.compile(
    r"[(（](?:20|２０)(\d\d)[)）]年|(?:２０|二[〇○零OoΟ])([\d一二三四五六七八九〇○零]{2})年"
)
_YEAR_DIGITS = str.maketrans(
    "〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789"
)
_PINYIN = re.compile(r"[(（][A-Za-z\u00c0-\u024f]+[)）]")
_BEFORE_TITLE_WORDS = re.compile(r"(?:关于)?(?:20\d{2}年?度?)?(?:政府信息|信息公开|政务公开).*$")


@dataclass(frozen=True, slots=True)
class Agency:
    """`name` is the full name, None when the document does not tell it; `region` the places before
    the office (中卫市沙坡头区); `printed` what the title says."""

    name: str | None
    printed: str | None
    region: str | None


def full_name(text: str) -> str:
    """A name with the usual short forms written out: 和田地区卫健委 → 和田地区卫生健康委员会."""
    if _ANY_SHORT.search(text):
        for full, short in SHORT_NAMES:
            text = short.sub(full, text)
    return text


def find_agency(title: str | None, witnesses: list[str], signed_by: str | None = None) -> Agency:
    """The agency of a title, or of the signature where the title names none, made whole by what the
    witnesses (preamble, contact, signature, the lines above the title, surest first) print before the same office."""
    printed = printed_agency(title) if title else None
    if not printed:
        return _of_signature(signed_by)
    plain = _FORMER.sub("", compact(printed))
    name, said = _with_organ(full_name(_OF_ITSELF.sub("", plain)))
    held = _PLACE_INSIDE.match(name)
    if held:  # 国家税务总局某某县税务局: whole as it is
        return Agency(name, printed, held[1])
    match = _PLACES.match(name)
    region = match.group() if match else ""
    office = name[len(region) :]
    if not region:
        office, said = _OWN_LEVEL.sub("", office), _OWN_LEVEL.sub("", said)
    for witness in witnesses:
        plain = full_name(compact(witness))
        before = _places_before(plain, said)
        if before:
            whole = before + region
            return Agency(whole + office, printed, whole)
        if region and said in plain:
            break
    if not region:
        return Agency(name if _WHOLE.fullmatch(name) else None, printed, None)
    return Agency(name, printed, region)


def own_title(text: str) -> str | None:
    """What a text calls the report it opens, when that names an agency: it stands for a title that the document
    does not print."""
    if "报告" not in text:
        return None
    for match in _OWN_TITLE.finditer(compact(text)):
        name = match["before"] or match["behind"]
        place = _PLACES.match(name)
        named = (place and len(name) > place.end() + 1) or _WHOLE.fullmatch(name)
        if named or _OFFICE.fullmatch(name):
            return f"{name}{match['year'] or match['of']}年政府信息公开工作年度报告"
    return None


def _with_organ(name: str) -> tuple[str, str]:
    """The name of an agency with the organ that a place alone stands for, and the name as it was said."""
    if _BARE_STREET.fullmatch(name):
        return f"{name}办事处", name
    if _BARE_TOWN.fullmatch(name) or _BARE_PLACE.fullmatch(name):
        return f"{name}人民政府", name
    return name, name


def _of_signature(signed_by: str | None) -> Agency:
    """The agency that signed, when its name says where it is."""
    name = full_name(compact(signed_by or ""))
    match = _PLACES.match(name)
    return Agency(name, None, match.group()) if match else Agency(None, None, None)


def printed_agency(title: str) -> str | None:
    """The agency's name as the title prints it."""
    plain = _year_in_digits(_PINYIN.sub("", re.sub(r"\s+", "", title)))
    found = _BEFORE_TITLE_WORDS.sub("", plain)
    found = re.sub(r"^20\d{2}年?度?|20\d{2}(?:[-—~至]20\d{2}学)?年?度?$", "", found)
    return found or None


def _year_in_digits(title: str) -> str:
    """A title with its year as 2024年, however it is printed: ２０２４年, （2024）年, 二〇二四年."""
    if _ODD_YEAR.search(title) is None:
        return title
    return _ODD_YEAR.sub(lambda year: f"20{(year[1] or year[2]).translate(_YEAR_DIGITS)}年", title)


def _places_before(text: str, name: str) -> str:
    """The places that stand directly before a name: 请与中卫市|沙坡头区卫生健康局 → 中卫市."""
    longest = ""
    if not name:
        return longest
    at = text.find(name)
    while at >= 0:
        words = _PARTICLES.split(text[max(0, at - 24) : at])[-1]
        match = _LAST_PLACES.search(words)
        if match and len(match.group()) > len(longest):
            longest = match.group()
        at = text.find(name, at + len(name))
    return longest


def find_year(title: str | None) -> int | None:
    """The year a title names."""
    match = _YEAR_IN_TITLE.search(compact(_year_in_digits(title))) if title else None
    return int(match[1]) if match else None


def find_period(text: str) -> tuple[date, date] | None:
    """The period the figures cover, as a sentence of the report says it."""
    if not _DAY.search(text):
        return None
    for match in _PERIOD.finditer(compact(text)):
        year, month, day, to_year, to_month, to_day = match.groups()
        try:
            start = date(int(year), int(month), int(day))
            end = date(int(to_year or year), int(to_month), int(to_day))
        except ValueError:  # 2月30日: a slip of the pen, no period
            continue
        if start < end:
            return start, end
    return None


_TITLED = re.compile(r"《[^《》]{2,60}(?:条例|通知|格式|规定|办法|意见|要点)》")
#: A document's number has either; without one only titles are looked for.
_NUMBERED = re.compile(r"[〔\[(【﹝]\d{4}|[院令]第?\d")
_CITED = re.compile(
    rf"{_TITLED.pattern}"
    r"|[\u4e00-\u9fff]{1,8}(?:发|函|办|字|电|秘|厅|令)[〔\[(【﹝]\d{4}[〕\])】﹞]第?\d{1,4}号"
    r"|(?:中华人民共和国)?(?:国务院令?|国令|主席令|[\u4e00-\u9fff]{2,4}省?人民政府令)第?\d{1,4}号"
)
_CITED_LEAD = re.compile(
    r"^.*?(?:根据|按照|以及|依据|要求|和|与|及|的)(?=[\u4e00-\u9fff]{2,8}[〔\[(【﹝])"
)


def find_basis(text: str) -> tuple[str, ...]:
    """The documents a text cites, in order and once each: titles in 《》 and numbers, 国办公开办函〔2021〕30号.
    Spaces are left out and width is made half (brackets too); nothing else is changed."""
    plain = compact(text)
    if _NUMBERED.search(plain):
        found = [match.group() for match in _CITED.finditer(plain)]
    else:
        found = _TITLED.findall(plain)
    return tuple(dict.fromkeys(_CITED_LEAD.sub("", one) for one in found))
