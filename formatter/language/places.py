"""Places in English: provinces, cities and their exceptions from data/places.tsv, countries from Unicode CLDR.

``parse_place`` reads the path of divisions that a text begins with (湖北武汉, 贵州省遵义市, 丽水市松阳县); a division that is
not in the table but bears its suffix (区, 县, 镇, 村) is spelt in Pinyin by rule and marked as not certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale

from formatter.language.names import romanise_word
from formatter.language.script import HAN_CLASS, to_simplified
from formatter.language.tables import read_table


@dataclass(frozen=True, slots=True)
class Place:
    """A division. ``name`` is its bare English name (Zunyi), ``en`` the full one (Hubei Province, Dongxihu District);
    ``suffix`` is the Chinese word for what it is (市, 自治州), "" where the text leaves it out; ``start`` and ``end``
    are offsets. ``certain`` false: spelt by rule."""

    start: int
    end: int
    zh: str
    name: str
    en: str
    level: str
    suffix: str = ""
    certain: bool = True
    parent: str = ""


_SUFFIXES = (
    "壮族自治区", "维吾尔自治区", "回族自治区", "自治区", "特别行政区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "省", "市", "州",
    "盟", "县", "区", "旗", "镇", "乡", "村", "街道",
)  # fmt: skip
_KINDS = {
    "省": " Province", "市": "", "县": " County", "区": " District", "旗": " Banner", "镇": " Town", "乡": " Township",
    "村": " Village", "街道": " Subdistrict", "新区": " New Area", "地区": " Prefecture", "盟": " League", "州": " Prefecture",
    "自治县": " Autonomous County", "自治州": " Autonomous Prefecture", "自治旗": " Autonomous Banner", "林区": " Forestry District",
    "特区": " Special District", "自治区": " Autonomous Region", "特别行政区": " Special Administrative Region",
}  # fmt: skip
_ENGLISH_KIND = re.compile(
    r" (?:Province|Municipality|(?:Zhuang |Uygur |Hui )?Autonomous Region|Special Administrative Region|"
    r"(?:[A-Z]\w+ )?(?:and \w+ )?Autonomous (?:Prefecture|County|Banner)|"
    r"Prefecture|League|County|District|City|New Area|Banner|Town|Township|Village|Special Area|Forestry District)$"
)
_RANK = {"province": 0, "prefecture": 1, "county": 2, "district": 2, "town": 3, "village": 4}
_SUFFIX_LEVEL = {
    "省": "province", "自治区": "province", "特别行政区": "province", "市": "prefecture", "自治州": "prefecture", "州": "prefecture", "盟": "prefecture",
    "地区": "prefecture", "县": "county", "自治县": "county", "区": "district", "新区": "district", "旗": "county", "自治旗": "county", "林区": "county",
    "特区": "district", "镇": "town", "乡": "town", "街道": "town", "村": "village",
}  # fmt: skip


_AUTONOMOUS = re.compile(
    r"(?:(?:[\u4e00-\u9fff](?:[\u4e00-\u9fff]|家|依|伲|尼|颇|僳|纳|鲁)?族)+|(?:维吾尔|哈萨克|柯尔克孜|塔吉克|蒙古|锡伯)族?(?:藏族)?)自治[州县旗]$"
)


@cache
def _table() -> dict[str, dict[str, str]]:
    """Every place by its names: as listed, without its suffix, and with the one that it would bear."""
    rows = {row["zh"]: row for row in read_table("places")}
    table = dict(rows)
    for zh, row in rows.items():
        short = _AUTONOMOUS.sub("", zh)  # 恩施土家族苗族自治州 is 恩施, and 恩施州
        if short != zh and len(short) > 1 and row["level"] != "province":
            table.setdefault(short, {**row, "zh": short, "en": _ENGLISH_KIND.sub("", row["en"])})
    for zh, row in rows.items():
        if row["level"] == "province":
            for suffix in ("壮族自治区", "维吾尔自治区", "回族自治区", "自治区", "特别行政区", "省", "市"):
                if zh.endswith(suffix):
                    table.setdefault(zh.removesuffix(suffix), row)
                    break
        elif (
            row["level"] in ("prefecture", "county", "district") and zh[-1] in "市区" and len(zh) > 2 and zh != "吉林市"
        ):
            table.setdefault(zh[:-1], row)
    return table


@cache
def _longest() -> int:
    return max(map(len, _table()))


def _suffix_of(zh: str) -> str:
    return next(
        (
            s
            for s in ("自治区", "特别行政区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区")
            if zh.endswith(s)
        ),
        zh[-1:] if zh[-1:] in "省市州盟县区旗镇乡村" else "",
    )


def _known(text: str, at: int, floor: int) -> Place | None:
    """The longest place of the table that starts here and ranks below what came before."""
    for length in range(min(_longest() + 1, len(text) - at), 1, -1):
        word = text[at : at + length]
        row = _table().get(word)
        if row is None and word[-1] in "市县区州盟旗省镇乡" and len(word) > 2:
            row = _table().get(word[:-1])
            if row is not None and (_ENGLISH_KIND.search(row["en"]) or row["level"] in ("feature", "site", "short")):
                row = None if row["level"] != "province" else row
        if row is None or row["level"] not in _RANK:
            continue
        suffix = _suffix_of(word) if word != row["zh"] or _ENGLISH_KIND.search(row["en"]) else ""
        level = row["level"]
        if suffix in ("区", "新区", "镇", "乡", "村") and level in ("county", "prefecture"):
            level = _SUFFIX_LEVEL[suffix]  # the table counts 十八洞村 among its county
        if _RANK[level] < floor or (not suffix and text[at + length : at + length + 2] in ("新区", "林区")):
            continue
        name = _ENGLISH_KIND.sub("", row["en"])
        en = row["en"]
        if en == name:
            en = name + _KINDS.get(suffix if suffix != "市" else "", "")
        if level == "province" and row["zh"].endswith("市"):
            en = name
        if name.endswith(" City"):
            name = name.removesuffix(" City")
        return Place(at, at + length, word, name, en, level, suffix, True, row["parent"])
    return None


_BY_RULE = re.compile(rf"(?P<n>[{HAN_CLASS}]{{1,6}}?)(?P<s>自治县|自治旗|林区|特区|新区|市|县|区|旗|镇|乡|村|街道)")
# Words that end in such a suffix and name no division: 开发区, 科技园区, 社区, 乡村; and parts of organisations' names.
_NOT_NAMES = re.compile(
    "[省市县区局部委院校社团司厅所中心公司集团大学]|(?:开发|示范|试验|园|景|社|城|校|厂|产业|合作|保税|保护|经开|高新|经济|服务|度假|风景|美丽|"
    "国际|港务|技术|工业|科技|文化|旅游|港|物流|自贸|核心|先行|片|辖|全|各|本|两|三|该|某|新|老|农|乡|山|渔|古|小|灾|山|地|林|牧|矿|库|雷|误|时|禁|驻)$"
)


def parse_place(zh: str, at: int = 0, floor: int = 0) -> tuple[Place, ...]:
    """Read the divisions that stand one after another at an offset, from the largest down; () if there is none.

    ``floor`` is the lowest rank to accept (0 province … 4 village).
    """
    text = to_simplified(zh)
    path: list[Place] = []
    while at < len(text):
        place = _known(text, at, floor)
        if place is None:
            place = _by_rule(text, at, max(floor, 1))
        if place is None:
            break
        path.append(replace(place, zh=zh[place.start : place.end]))
        at = place.end
        if place.level == "prefecture":  # a county-level city may follow: 济宁市曲阜市
            floor = 1 if re.match(rf"[{HAN_CLASS}]{{2,4}}市(?!委宣|场)", text[at:]) else 2
        else:
            floor = _RANK[place.level] + 1
    return tuple(path)


def _by_rule(text: str, at: int, floor: int) -> Place | None:
    """A division that is not in the table, by its suffix."""
    m = _BY_RULE.match(text, at)
    if not m:
        return None
    name, suffix = m["n"], m["s"]
    level = _SUFFIX_LEVEL[suffix]
    if _RANK[level] < floor or len(name) > 5 or _NOT_NAMES.search(name):
        return None
    one_syllable = {"县": "xian", "镇": "zhen", "村": "cun", "乡": "xiang"}
    if len(name) == 1 and suffix not in one_syllable:
        return None
    if suffix == "市" and name[-1] in "都城超夜门股楼集菜花":  # 都市, 城市, 门市
        return None
    if name.startswith(("国际", "全国", "中国", "国家", "中央")) or leading_country(name):
        return None
    spelt = romanise_word(name)
    if len(name) == 1:  # 康县 is Kangxian County: the suffix belongs to a name of one syllable
        spelt += one_syllable[suffix]
    return Place(at, m.end(), m.group(), spelt, spelt + _KINDS[suffix], level, suffix, False)


def place_in_english(zh: str) -> str | None:
    """A place name in English, smallest division first: 湖北武汉 is Wuhan, Hubei Province. None if it is no place."""
    text = to_simplified(zh).strip()
    row = next((r for r in read_table("places") if r["zh"] == text and r["level"] in ("feature", "site")), None)
    if row:
        return row["en"]
    path = parse_place(text)
    if not path or path[-1].end != len(text):
        return country_in_english(text)
    if len(path) == 1:
        only = path[0]
        return only.en if only.suffix and only.suffix != "市" else only.name if only.level == "province" else only.en
    return ", ".join(
        [path[-1].en, *(p.en if p.suffix or p.level != "prefecture" else p.name for p in reversed(path[:-1]))]
    )


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place in running text: offsets, the Chinese, the English, other forms that are right."""

    start: int
    end: int
    zh: str
    en: str
    accepted: tuple[str, ...] = ()
    certain: bool = True


@cache
def _finder() -> re.Pattern[str]:
    names = {zh for zh, row in _table().items() if row["level"] != "short" and len(zh) > 1}
    names |= {f"{zh}{s}" for zh in names for s in ("省", "市") if zh[-1] not in "省市县区州盟旗镇村"}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


# Words that contain a place's characters and are none, or are more often a common noun.
_COMMON_WORDS = (
    "长安 和平 东方 天门 南山 中山 平安 天台 大城 长子 海东 天池 新余 长城 故宫 朝阳 河套 虹桥 前海 大厂 白山 白银 安定 太平 文山 "
    "乐平 乐业 黄梅 丹江 中卫 东阳 红河 桃园 延边 阿里 大理 中宁 青山 白云 宝山 金山 长宁 南岸 江岸 万全 南开 大兴 通州 南沙 西湖 "
    "海南藏族 怒江 三江源 黄龙 新北 台中"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def find_places(zh: str) -> tuple[FoundPlace, ...]:
    """Find the places of the table in running text, longest first; ambiguous common words are left out."""
    text = to_simplified(zh)
    found = []
    for m in _finder().finditer(text):
        word = m.group()
        if word in _COMMON:
            continue
        row = _table().get(word) or _table()[word[:-1]]
        name = _ENGLISH_KIND.sub("", row["en"])
        if row["level"] in ("feature", "site"):
            en, accepted = row["en"], ()
        elif word.endswith("市") and row["level"] != "province":
            en, accepted = name, (row["en"], f"{name} City", f"the city of {name}")
        elif word.endswith("市"):
            en, accepted = name, (row["en"], f"{name} City")
        elif word == row["zh"] and row["en"] != name:
            en, accepted = row["en"], (name,)
        elif word.endswith("省"):
            en, accepted = f"{name} Province", (name, f"the province of {name}")
        else:
            en, accepted = name, (row["en"],) if row["en"] != name else ()
        found.append(FoundPlace(m.start(), m.end(), zh[m.start() : m.end()], en, accepted))
    return tuple(found)


# --- Countries (CLDR) --------------------------------------------------------------------------------------

_COUNTRY_SHORT = {
    "美": "US", "英": "GB", "法": "FR", "德": "DE", "俄": "RU", "日": "JP", "韩": "KR", "印": "IN", "意": "IT", "加": "CA", "澳": "AU",
    "俄罗斯联邦": "RU", "英格兰": "GB", "捷克共和国": "CZ", "阿联酋": "AE", "沙特": "SA", "波黑": "BA", "刚果（金）": "CD", "刚果（布）": "CG",
    "孟加拉国": "BD", "老挝": "LA", "韩国": "KR", "朝鲜": "KP", "叙利亚": "SY", "越南": "VN", "文莱": "BN", "蒙古国": "MN", "南苏丹": "SS",
}  # fmt: skip
_HOUSE = {"US": "United States", "GB": "United Kingdom", "KR": "Republic of Korea", "KP": "Democratic People's Republic of Korea", "TR": "Türkiye",
          "CZ": "Czech Republic", "RU": "Russia", "BA": "Bosnia and Herzegovina", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
          "MM": "Myanmar", "CI": "Côte d'Ivoire"}  # fmt: skip
_ARTICLE = frozenset(
    {"US", "GB", "AE", "PH", "NL", "KR", "KP", "CZ", "MV", "BS", "GM", "CD", "CG", "CF", "DO", "SB", "MH", "KM", "SC"}
)


@cache
def _countries() -> dict[str, str]:
    """Country codes by Chinese name."""
    names = {
        name: code
        for code, name in Locale("zh").territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("CN", "HK", "MO", "TW", "EU", "UN", "ZZ", "EZ")
    }
    return names | {k: v for k, v in _COUNTRY_SHORT.items() if len(k) > 1}


def country_in_english(zh: str, article: bool = False) -> str | None:
    """A country's English name (CLDR, with the house's official names): 法国 is France, 美国 (the) United States."""
    code = _countries().get(to_simplified(zh).strip())
    if code is None:
        return None
    name = _HOUSE.get(code) or Locale("en").territories[code].replace("’", "'")
    return f"the {name}" if article and code in _ARTICLE else name


def leading_country(zh: str) -> str:
    """The country's Chinese name that a text begins with, "" if none."""
    text = to_simplified(zh)
    return next((text[:n] for n in range(min(10, len(text)), 1, -1) if text[:n] in _countries()), "")
