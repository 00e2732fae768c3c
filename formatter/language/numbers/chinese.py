"""Find the quantities of a Chinese text: a grammar over numerals, directions, units and measure words.

Each reader below takes a normalised text and an offset and gives a quantity that starts there, or None. Words with
numerals in them that are no numbers (一盘棋, 二十大) are masked first: data/not_numbers.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from formatter.language.numbers.numerals import DIGITS, Numeral, normalise, read_numeral
from formatter.language.numbers.quantity import Direction, Kind, Quantity
from formatter.language.tables import read_table

_START = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿数几半第翻前过]|上(?=个?世纪)")
_RANGE = r"(?:[—–\-~～至到]|——|－)"
# 附近, 最近, 节约, 合约 …: a direction word that ends another word is none.
_NOT_BEFORE = {
    "近": "附靠邻最临贴亲远新相将接迫逼",
    "约": "合条公签节契违制预特邀相纽简婉盟誓赴解履续毁失",
    "超": "赶反",
    "上": "以线向网路海陆岸身手台车山马晚早加掌世会船街桌纸地天",
    "成": "完组形构建养达生变合促集分",
    "数": "",
}
_YEAR_END = "底初末中春夏秋冬"


def _words(side: str) -> dict[str, tuple[Direction, bool]]:
    rows = (r for r in read_table("directions") if r["lang"] == "zh" and r["side"] == side)
    return {r["text"]: (Direction[r["direction"]], r["implied"] == "yes") for r in rows}


def _any(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


@cache
def _before() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("before")
    return re.compile(f"(?:{_any(words)})$"), words


@cache
def _after() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("after")
    return re.compile(_any(words)), words


@cache
def _units() -> tuple[re.Pattern[str], dict[str, tuple[Kind, str]]]:
    """Units and currencies by their Chinese names, longest first."""
    table = {r["zh"]: (Kind.MONEY, r["code"]) for r in read_table("currencies")}
    table |= {r["zh"]: (Kind.MEASURE, r["key"]) for r in read_table("units")}
    guard = {
        "升": "(?![级至到高值温空入])", "克": "(?![服隆里拉])", "里": "(?=[路长外的，。地])", "元": "(?![旦宵首素宇])",
        "年": "(?![级轻画报货糕会鉴])", "天": "(?![津然空才])", "周": "(?![围边期刊])", "分": "(?!之)", "伏": "(?![特击])",
        "瓦": "(?![斯房片])", "米": "(?![饭兰粒])", "度电": "", "岁": "(?!月)", "斤": "", "桶": "", "秒": "(?!杀)",
    }  # fmt: skip
    parts = [re.escape(w) + guard.get(w, "") for w in sorted(table, key=len, reverse=True)]
    return re.compile("|".join(parts)), table


@cache
def _classifiers() -> tuple[re.Pattern[str], dict[str, bool]]:
    """Measure words, and whether each vanishes in English."""
    table = {r["zh"]: r["use"] == "vanish" for r in read_table("classifiers")}
    guard = {
        "部": "(?![门分队委长署])", "家": "(?![庭乡长园])", "名": "(?![单字称义额片优])", "位": "(?![置于移])",
        "所": "(?![有以])", "门": "(?![户槛票])", "处": "(?![理于长置])", "口": "(?![岸号径])", "面": "(?![向对积临])",
        "道": "(?![路德理])", "条": "(?![件例约])", "项": "(?![目](?!目))", "台": "(?![湾风阶州])", "点": "(?![赞评击])",
        "市": "(?![场民值])", "国": "(?![家际内外有])", "省": "(?![级委长略])", "区": "(?![域别块])", "分": "(?![之别析布])",
        "起": "(?![来步点源])", "人": "(?![民均才工类物口员力])", "件": "", "把": "(?![握手关])", "头": "(?!部)", "本": "(?![地土身])",
        "片": "(?![面段])", "只": "(?![有能是要])", "员": "(?![工])", "支": "(?![持撑付出部])", "层": "(?![面次])", "级": "",
        "列": "(?![入车出])", "块": "", "笔": "(?![记])", "首": "(?![次个批先])", "节": "(?![约目奏能日])", "套": "", "组": "(?![织建成])",
        "版": "(?![权本块])", "票": "(?!房)", "车": "(?![站道间])", "代": "(?![表码价理])", "步": "(?![伐行])", "排": "(?![名放水列])",
        "期": "(?![间待])", "场": "(?![地所景面])", "户": "(?![外籍])", "种": "(?![植子业])", "批": "(?![评准])", "班": "(?!列)",
        "字": "", "词": "", "乡": "(?![村土])", "村": "(?![民庄])", "县": "(?![域级委长])", "镇": "(?![化江])", "校": "(?!园)",
        "大": "(?![家学量力会])", "双": "(?![方向])", "对": "(?![于外接]|中国)", "副": "(?!主|部|书|总)", "席": "(?![位之])",
    }  # fmt: skip
    parts = [re.escape(w) + guard.get(w, "") for w in sorted(table, key=len, reverse=True)]
    return re.compile("|".join(parts)), table


@cache
def _masks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table("not_numbers"))


def _masked(text: str) -> bytearray:
    flags = bytearray(len(text))
    for pattern in _masks():
        for m in pattern.finditer(text):
            flags[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    return flags


def find_quantities(zh: str, soft: bool = False) -> tuple[Quantity, ...]:
    """Find the quantities of a Chinese text, in order and without overlap.

    ``soft`` adds the ones that English need not write as a number (一个, 第一, 五大): see ``Quantity.soft``.
    """
    if not _START.search(zh) and not re.search("[０-９壹贰叁肆伍陆柒捌玖拾佰仟萬億兩]", zh):
        return ()
    text = normalise(zh)
    masked = _masked(text)
    found: list[Quantity] = []
    done = 0
    for m in _START.finditer(text):
        at = m.start()
        if at < done or masked[at]:
            continue
        for read in _READERS:
            quantity = read(text, at)
            if quantity is not None and not any(masked[at : quantity.end]):
                quantity = _with_direction_before(text, quantity, done)
                found.append(replace(quantity, text=zh[quantity.start : quantity.end]))
                done = quantity.end
                break
    return tuple(q for q in found if soft or not q.soft)


def _direction_before(text: str, at: int, floor: int) -> tuple[int, Direction, bool] | None:
    """The direction word that ends at an offset: where it starts, what it says, whether it is implied."""
    pattern, words = _before()
    m = pattern.search(text[max(floor, at - 5) : at])
    if not m:
        return None
    start = at - len(m.group())
    if text[max(0, start - 1) : start] in tuple(_NOT_BEFORE.get(m.group(), "")):
        return None
    direction, implied = words[m.group()]
    return start, direction, implied


def _with_direction_before(text: str, q: Quantity, floor: int) -> Quantity:
    if q.kind in (Kind.DATE, Kind.DECADE, Kind.CENTURY, Kind.CLOCK, Kind.ORDINAL):
        return q
    found = _direction_before(text, q.start, floor)
    if found is None:
        return q
    start, direction, implied = found
    word = text[start : q.start]
    if word in ("上", "成"):  # only before a bare multiplier: 上百, 成千
        if text[q.start] not in "百千万亿":
            return q
        return replace(q, start=start, direction=direction, soft=False)
    past = word == "近" and q.kind is Kind.MEASURE and q.unit in ("year", "month", "week", "day")
    if past and (q.low <= 10 or text[q.end : q.end + 1] in ("来", "间")) and q.direction is Direction.EXACT:
        implied = True  # 近三年来 is "in the past three years", or "for nearly three years"
    if word in ("上", "成"):
        return q
    if q.direction in (Direction.MORE, Direction.SEVERAL) and q.direction is not direction:
        direction = q.direction if q.direction is Direction.SEVERAL else direction
    return replace(
        q, start=q.start if implied else start, direction=direction, implied=implied, soft=q.soft and implied
    )


def _direction_after(text: str, end: int) -> tuple[int, Direction] | None:
    pattern, words = _after()
    m = pattern.match(text, end)
    return (m.end(), words[m.group()][0]) if m else None


def _with_direction_after(text: str, q: Quantity) -> Quantity:
    found = _direction_after(text, q.end)
    return replace(q, end=found[0], direction=found[1], soft=False) if found else q


# --- Dates and times ---------------------------------------------------------------------------------------

_HAN_YEAR = "[一二][零〇一二三四五六七八九]{3}"
_HAN_SMALL = "[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DATE = re.compile(
    rf"(?:公元)?(?P<y>\d{{4}}|{_HAN_YEAR})年(?:度)?(?:(?P<m>\d{{1,2}}|{_HAN_SMALL})月(?:份)?(?:(?P<d>\d{{1,2}}|{_HAN_SMALL})[日号])?)?"
)
_ISO_DATE = re.compile(r"(?P<y>[12]\d{3})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d.])")
_YEAR_BEFORE_RANGE = re.compile(rf"(?P<y>\d{{4}})(?={_RANGE}\d{{4}}年)")
_MONTH = re.compile(rf"(?P<m>\d{{1,2}}|{_HAN_SMALL})月(?:份)?(?:(?P<d>\d{{1,2}}|{_HAN_SMALL})[日号])?(?!革命)")
_MONTH_BEFORE_RANGE = re.compile(rf"(?P<m>\d{{1,2}})(?={_RANGE}\d{{1,2}}月)")
_DAY = re.compile(r"(?P<d>\d{1,2})日(?![本元均常夜报化内后前游租趋])")
_DECADE = re.compile(
    rf"(?:(?:(?P<c>\d{{2}}|{_HAN_SMALL})|(?P<last>上个?))世纪)?(?P<t>[1-9]0|[一二三四五六七八九]十)年代"
    r"|(?P<y>1[5-9]\d0|20\d0)年代"
)
_CENTURY = re.compile(rf"(?P<c>\d{{1,2}}|{_HAN_SMALL})世纪")
_CLOCK = re.compile(
    rf"(?P<h>\d{{1,2}})[:](?P<n>[0-5]\d)(?!\d)|(?P<h2>\d{{1,2}}|{_HAN_SMALL})(?:时|点)(?P<n2>\d{{1,2}}|[零〇]?(?:{_HAN_SMALL}))分(?!之|钟|以)"
    rf"|(?P<h3>\d{{1,2}}|{_HAN_SMALL})点(?P<n3>半|整|钟)"
)


def _integer(text: str) -> int:
    if text.isdigit():
        return int(text)
    if all(c in DIGITS for c in text) and len(text) == 4:
        return int("".join(str(DIGITS[c]) for c in text))
    numeral = read_numeral(text.lstrip("零〇"), 0)
    return int(numeral.low) if numeral else 0


def _read_date(text: str, at: int) -> Quantity | None:
    if at and (text[at - 1].isdigit() or text[at - 1] == "."):
        return None
    for pattern in (_ISO_DATE, _DATE, _YEAR_BEFORE_RANGE, _MONTH, _MONTH_BEFORE_RANGE, _DAY):
        m = pattern.match(text, at)
        if not m:
            continue
        groups = {k: _integer(v) for k, v in m.groupdict().items() if v and k in "ymd"}
        year, month, day = (groups.get(k, 0) for k in "ymd")
        if month > 12 or day > 31 or ("m" in groups and month == 0) or ("d" in groups and day == 0):
            continue
        end = m.end()
        if year and not month:
            if _is_span_of_years(text, at, end, year):
                return None
            if text[end - 1] == "年" and text[end : end + 1] in tuple(_YEAR_END):
                end -= 1
        return Quantity(at, end, "", Kind.DATE, year=year, month=month, day=day)
    return None


def _is_span_of_years(text: str, at: int, end: int, year: int) -> bool:
    """Whether 3000年 is a length of time: by its size, by 余 before it, by 历史 after it, or (before 1600) by being
    round."""
    if text[end - 1] != "年":
        return False
    if not 1000 <= year <= 2199 or re.match("(?:的|悠久)?(?:历史|文明|岁月)", text[end:]):
        return True
    return year < 1600 and year % 50 == 0 and not text[max(0, at - 2) : at].endswith("公元")


def _read_decade(text: str, at: int) -> Quantity | None:
    m = _DECADE.match(text, at)
    if not m:
        return None
    if m["y"]:
        return Quantity(at, m.end(), "", Kind.DECADE, Decimal(m["y"]))
    century = _integer(m["c"]) if m["c"] else 20
    tens = _integer(m["t"])
    return Quantity(at, m.end(), "", Kind.DECADE, Decimal((century - 1) * 100 + tens))


_DECADES = re.compile("(?P<a>[二三四五六七八])(?P<b>[三四五六七八九])十年代")


def _read_decades(text: str, at: int) -> Quantity | None:
    """六七十年代: two decades."""
    m = re.compile("(?:(?:20|二十|上个?)世纪)?").match(text, at)
    n = _DECADES.match(text, m.end()) if m else None
    if not n or DIGITS[n["b"]] != DIGITS[n["a"]] + 1:
        return None
    low, high = (Decimal(1900 + 10 * DIGITS[n[k]]) for k in "ab")
    return Quantity(at, n.end(), "", Kind.DECADE, low, high)


def _read_century(text: str, at: int) -> Quantity | None:
    m = _CENTURY.match(text, at)
    return Quantity(at, m.end(), "", Kind.CENTURY, Decimal(_integer(m["c"]))) if m else None


_HOUR = re.compile(
    rf"(?P<h>\d{{1,2}}|{_HAN_SMALL})(?:时|点)(?![间代期光钟刻节评赞段多半整分候]|\d|[一二三四五六七八九零〇十])"
)
_BEFORE_HOUR = re.compile("(?:上午|下午|晚上?|凌晨|早上|清晨|早|中午|夜间|夜里|傍晚|当地时间|北京时间|[日号至到—])$")


def _read_clock(text: str, at: int) -> Quantity | None:
    m = _CLOCK.match(text, at)
    full = _HOUR.match(text, at) if not m else None
    if full and _BEFORE_HOUR.search(text[max(0, at - 4) : at]) and _integer(full["h"]) <= 24:
        hour = _integer(full["h"])
        hour += 12 if hour < 12 and re.search("(?:下午|晚上?|傍晚|夜里|夜间)$", text[max(0, at - 2) : at]) else 0
        return Quantity(at, full.end(), "", Kind.CLOCK, Decimal(hour), Decimal(0))
    if not m or (at and text[at - 1].isdigit()):
        return None
    hour = _integer(m["h"] or m["h2"] or m["h3"])
    minute = 30 if m["n3"] == "半" else 0 if m["n3"] else _integer(m["n"] or m["n2"])
    if hour < 12 and re.search("(?:下午|晚上?|傍晚|夜里)$", text[max(0, at - 2) : at]):
        hour += 12
    if hour > 24 or minute > 59:
        return None
    return Quantity(at, m.end(), "", Kind.CLOCK, Decimal(hour), Decimal(minute))


# --- Shares and multiples ----------------------------------------------------------------------------------


def _decimal_numeral(text: str, at: int) -> tuple[int, Decimal, Numeral] | None:
    """A numeral with an optional spoken fraction: 九十九点五."""
    numeral = read_numeral(text, at)
    if numeral is None:
        return None
    m = re.compile(r"点([零〇一二三四五六七八九]{1,4})(?![十百千])").match(text, numeral.end)
    if not m or numeral.han == 0:
        return numeral.end, numeral.low, numeral
    digits = "".join(str(DIGITS[c]) for c in m.group(1))
    return m.end(), numeral.low + Decimal(f"0.{digits}"), numeral


_PARTS_OF = re.compile(r"(百分之|千分之|万分之)")


def _read_share(text: str, at: int) -> Quantity | None:
    if text.startswith("百分百", at):
        return Quantity(at, at + 3, "", Kind.PERCENT, Decimal(100))
    m = _PARTS_OF.match(text, at)
    if m:
        number = _decimal_numeral(text, m.end())
        if number is None:
            return None
        end, low, numeral = number
        per = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[text[at]]
        high = numeral.high
        second = re.compile(rf"{_RANGE}(?:百分之)?").match(text, end)
        other = _decimal_numeral(text, second.end()) if second else None
        if other and other[1] > low:
            end, high = other[0], other[1]
        direction = Direction.MORE if numeral.more else Direction.EXACT
        if text[end : end + 1] in ("多", "余"):
            end, direction = end + 1, Direction.MORE
        q = Quantity(at, end, "", Kind.PERCENT, low * per, high * per if high else None, direction)
        return _with_direction_after(text, q)
    return _read_fraction(text, at) or _read_half(text, at)


def _read_fraction(text: str, at: int) -> Quantity | None:
    below = read_numeral(text, at)
    if below and text.startswith("分之", below.end):
        above = read_numeral(text, below.end + 2)
        if above:
            q = Quantity(at, above.end, "", Kind.FRACTION, above.low, denominator=int(below.low))
            return _with_direction_after(text, q)
    m = re.compile(r"([1-9])/([2-9]|10)(?![\d/年])").match(text, at)
    if m and int(m[1]) < int(m[2]) and not (at and text[at - 1] in "0123456789/."):
        return Quantity(at, m.end(), "", Kind.FRACTION, Decimal(m[1]), denominator=int(m[2]))
    return None


def _read_half(text: str, at: int) -> Quantity | None:
    m = re.compile("过半数?|一半|半数").match(text, at)
    if not m:
        m = re.compile("(?<=[近超])半(?![年月天个小日径岛导])").match(text, at)
    if not m:
        return None
    direction = Direction.MORE if m.group().startswith("过") else Direction.EXACT
    q = Quantity(at, m.end(), "", Kind.FRACTION, Decimal(1), direction=direction, denominator=2)
    return _with_direction_after(text, q)


_DOUBLING = re.compile(r"翻了?(?:(?P<n>[一两二三四五]|\d)番|番|(?P<two>倍))")


def _read_doubling(text: str, at: int) -> Quantity | None:
    m = _DOUBLING.match(text, at)
    if not m:
        return None
    times = _integer(m["n"]) if m["n"] else 1
    return Quantity(at, m.end(), "", Kind.MULTIPLE, Decimal(2) ** times, verb=True)


# --- Order -------------------------------------------------------------------------------------------------

_ORDINAL_TAKES = "个位名届次座件项部家支台张只艘架枚"


def _read_ordinal(text: str, at: int) -> Quantity | None:
    if text[at] != "第":
        return None
    numeral = read_numeral(text, at + 1)
    if numeral is None or numeral.several:
        return None
    end = numeral.end
    if text[end : end + 1] in tuple(_ORDINAL_TAKES) and not text.startswith(("部门", "家庭", "名单"), end):
        end += 1
    return Quantity(at, end, "", Kind.ORDINAL, numeral.low, soft=numeral.low == 1)


_TOP_TAKES = re.compile("名|位|强|甲|家(?!庭)")


def _read_ranking(text: str, at: int) -> Quantity | None:
    if text[at] == "前":
        if at and text[at - 1] in "目以之日此提从先向空面场产眼生饭跟史年月天周大届期":
            return None
        numeral = read_numeral(text, at + 1)
        if numeral is None:
            return None
        m = _TOP_TAKES.match(text, numeral.end)
        follows = text[numeral.end : numeral.end + 1]
        if not m and follows not in ("", "，", "。", "、", "；", "的", "）", "”", "！"):
            return None
        return Quantity(at, m.end() if m else numeral.end, "", Kind.RANKING, numeral.low)
    numeral = read_numeral(text, at)
    if numeral is None or numeral.several or not re.match("强(?![调化劲势烈盛度力国项者])", text[numeral.end :]):
        return None
    return Quantity(at, numeral.end + 1, "", Kind.RANKING, numeral.low)


# --- Counts, measures, money -------------------------------------------------------------------------------


def _read_number(text: str, at: int) -> Quantity | None:
    if text[at] == "半":
        return _read_half_unit(text, at)
    if at and text[at].isdigit() and text[at - 1] in ".,/:" and at > 1 and text[at - 2].isdigit():
        return None
    numeral = read_numeral(text, at)
    if numeral is None or (numeral.han == 1 and text[at] in "零〇"):
        return None
    start_numeral, end, low, high = numeral, numeral.end, numeral.low, numeral.high
    spoken = _decimal_numeral(text, at) if numeral.han and high is None else None
    if spoken and spoken[0] != end:
        rest = re.compile("[万亿]").match(text, spoken[0])
        scale = {"万": 10**4, "亿": 10**8}[rest.group()] if rest else 1
        end, low = spoken[0] + bool(rest), spoken[1] * scale
    direction = Direction.EXACT
    if numeral.several:
        direction = Direction.SEVERAL
    elif numeral.more:
        direction = Direction.MORE
    elif numeral.about:
        direction = Direction.ABOUT
    if high is None and direction is Direction.EXACT:
        end, low, high, numeral = _read_range(text, end, low, numeral)
    opened = False
    if text[end : end + 1] in ("余", "多", "来") and _opens(text, end, numeral):
        direction = Direction.ABOUT if text[end] == "来" else Direction.MORE
        end, opened = end + 1, True
    q = Quantity(at, end, "", Kind.CARDINAL, low, high, direction)
    return _with_unit(text, q, start_numeral, opened)


def _read_range(text: str, end: int, low: Decimal, numeral: Numeral) -> tuple[int, Decimal, Decimal | None, Numeral]:
    """Continue 3至5, 2000—3000, 3—5万 (both of them 万)."""
    m = re.compile(rf"%?{_RANGE}{{1,2}}").match(text, end)
    second = read_numeral(text, m.end()) if m else None
    if m is None or second is None or second.several or second.high is not None:
        return end, low, None, numeral
    top = second.low
    tail = text[second.end - 1]
    if tail in "万亿" and not any(c in "万亿" for c in text[end - 1 : end]):
        scale = Decimal(10**4 if tail == "万" else 10**8)
        if low < top / scale:
            low *= scale
    return (second.end, low, top, second) if top > low else (end, low, None, numeral)


def _opens(text: str, at: int, numeral: Numeral) -> bool:
    """Whether 余, 多 or 来 after a numeral means "more than" here (not 2023多元…, 三来一补)."""
    after = text[at + 1 : at + 2]
    if text[at] == "来":
        return numeral.low >= 10 and bool(_units()[0].match(text, at + 1) or _classifiers()[0].match(text, at + 1))
    if text[at] == "余":
        return after not in ("杭", "村", "姚", "额")
    return numeral.low >= 10 and after not in ("样", "边", "彩", "维", "极")


_TENTHS = re.compile("成(?![员立为功果都长就绩语型本分年群交效])(半|[一二三四五六七八九])?")


def _with_unit(text: str, q: Quantity, numeral: Numeral, opened: bool) -> Quantity | None:
    """Take in what follows the numeral, or refuse a numeral that needs something to follow and has nothing."""
    end = q.end
    if text.startswith("%", end) or text.startswith("％", end):
        q = replace(q, end=end + 1, kind=Kind.PERCENT)
        return _with_direction_after(text, q)
    if text.startswith("‰", end):
        return replace(q, end=end + 1, kind=Kind.PERCENT, low=q.low / 10)
    if m := re.compile("个?百分点").match(text, end):
        return _with_direction_after(text, replace(q, end=m.end(), kind=Kind.POINTS))
    if (m := _TENTHS.match(text, end)) and (q.high or q.low) <= 10:
        fives = 5 if m[1] == "半" else DIGITS.get(m[1], 0) if m[1] else 0
        high = q.high * 10 if q.high else None
        return _open_after(text, replace(q, end=m.end(), kind=Kind.PERCENT, low=q.low * 10 + fives, high=high))
    if m := re.compile("倍(?!增|感|受|速|数)").match(text, end):
        growth = bool(
            re.search(
                "(?:增长|增加|增|提高|提升|上升|扩大|放大|上涨|涨|多|高出|快|大)了?(?:近|约|超过|超|大约)?$",
                text[max(0, q.start - 6) : q.start],
            )
        )
        return _open_after(
            text, replace(q, end=m.end(), kind=Kind.MULTIPLE, verb=False, classifier="增" if growth else "")
        )
    if m := re.compile("个(?P<more>多)?(?P<half>半)?(?P<unit>月|小时|星期|世纪|季度|工作日)").match(text, end):
        key = _units()[1]["个" + m["unit"]][1]
        low = q.low + Decimal("0.5") if m["half"] else q.low
        direction = Direction.MORE if m["more"] else q.direction
        q = replace(q, end=m.end(), kind=Kind.MEASURE, unit=key, low=low, direction=direction)
        q = replace(q, soft=q.low == 1 and direction is Direction.EXACT and numeral.han == 1)
        return _open_after(text, q)
    pattern, units = _units()
    if m := pattern.match(text, end):
        kind, key = units[m.group()]
        if m.group() == "里" and numeral.han == 0:
            return replace(q)
        q = replace(q, end=m.end(), kind=kind, unit=key)
        if m.group() == "元" and (
            coins := re.compile(r"([\d一二三四五六七八九])角(?:([\d一二三四五六七八九])分)?").match(text, q.end)
        ):
            tenths, cents = _integer(coins[1]), _integer(coins[2] or "零")
            q = replace(q, end=coins.end(), low=q.low + Decimal(tenths * 10 + cents) / 100)
        if text[q.end : q.end + 1] == "半" and not text.startswith("半数", q.end) and q.high is None:
            q = replace(q, end=q.end + 1, low=q.low + Decimal("0.5"))
        q = replace(q, soft=q.low == 1 and q.direction is Direction.EXACT and numeral.han == 1)
        return _open_after(text, q)
    pattern2, classifiers = _classifiers()
    if m := pattern2.match(text, end):
        word = m.group()
        more = re.compile("[多余]").match(text, m.end()) if not opened and q.low >= 10 else None
        q = replace(q, classifier=word)
        after = _direction_after(text, m.end())
        if after:
            q = replace(q, end=after[0], direction=after[1])
        elif classifiers[word] or more:
            q = replace(q, end=m.end())
        if more and not after:
            q = replace(q, end=more.end(), direction=Direction.MORE)
        small = numeral.han == 1 and (q.low == 1 or word == "大")
        return replace(q, soft=small and q.direction is Direction.EXACT)
    needs_more = (
        numeral.bare
        or (numeral.han == 1 and q.low <= 10 and q.high is None)
        or (numeral.han and q.high is not None and q.high < 20)
    )
    if needs_more and q.direction is Direction.EXACT:
        return None
    return _with_direction_after(text, q)


def _open_after(text: str, q: Quantity) -> Quantity:
    """一年多, 三公里余, and then 以上 or 左右."""
    m = re.compile("多(?![次个项种元样方边层地部名家场位级维彩重语])|有余|余(?![杭村姚额下])").match(text, q.end)
    if m and q.direction is Direction.EXACT:
        q = replace(q, end=m.end(), direction=Direction.MORE, soft=False)
    return _with_direction_after(text, q)


def _read_half_unit(text: str, at: int) -> Quantity | None:
    m = re.compile("半(个)?(年|月|小时|世纪|天|公里|亩|吨|分钟)(?!级|度|空)").match(text, at)
    if not m or (at and text[at - 1] in "上下后前多大两"):
        return None
    if (m[2] in ("月", "世纪") and not m[1]) or (m[2] == "年" and m[1]):
        return None
    name = f"个{m[2]}" if m[1] else m[2]
    kind, key = _units()[1][name]
    return _open_after(text, Quantity(at, m.end(), "", kind, Decimal("0.5"), unit=key))


_READERS: tuple[Callable[[str, int], Quantity | None], ...] = (
    _read_clock,
    _read_date,
    _read_decades,
    _read_decade,
    _read_century,
    _read_share,
    _read_doubling,
    _read_ordinal,
    _read_ranking,
    _read_number,
)
