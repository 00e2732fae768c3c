"""What editors call the columns of a glossary and the values in them, in English and Chinese.

Names are compared without case, spaces, width and punctuation: "Reader's note", "readers_note" and "READERS NOTE" are
one. A header may say both languages ("中文 Chinese").
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from formatter.language.script import has_han
from formatter.model import CaseRule, TermKind

IGNORED = "ignored"  # columns of row numbers

# The first name of each is the one that this program writes.
COLUMNS: dict[str, tuple[str, ...]] = {
    "zh": (
        "zh", "中文", "原文", "源文", "源语", "汉语", "中文术语", "中文名称", "中文表述", "术语", "词条", "词语",
        "source", "source term", "source text", "Chinese", "Chinese term", "zh-CN", "zh-Hans", "zh-Hant", "cn", "chi",
    ),
    "en": (
        "en", "英文", "译文", "英语", "目标语", "译语", "英译", "译名", "英文译名", "英文译法", "译法", "英文名称", "英文表述", "翻译",
        "规范译法", "规范译文", "首选译法", "推荐译法",
        "target", "target term", "target text", "English", "English term", "translation", "preferred", "rendering",
        "en-US", "en-GB", "eng",
    ),
    "accepted": (
        "accepted", "也可", "其他译法", "其它译法", "可接受译法", "可接受", "可用", "亦可", "备选", "备选译法", "别译", "又译", "同义",
        "also", "alternatives", "alternative", "alternative renderings", "accepted renderings", "other renderings",
        "variants", "synonyms", "also accepted", "allowed", "acceptable",
    ),
    "forbidden": (
        "forbidden", "禁用", "禁用译法", "不用", "不可用", "不得使用", "禁止", "避免", "错误译法", "误译", "不译作",
        "avoid", "never", "not", "do not use", "forbidden renderings", "disallowed", "wrong", "banned",
    ),
    "kind": ("kind", "类别", "类型", "种类", "分类", "词类", "type", "category", "class"),
    "case": ("case", "大小写", "大小写规则", "case rule", "capitals", "capitalisation", "capitalization"),
    "exact": ("exact", "词形", "原形", "严格", "词形不变", "形式固定", "exact form", "inflection", "no inflection"),
    "first_use": (
        "first use", "首次", "首次出现", "首次使用", "首见", "首次译法", "首次形式", "首次出现译法", "全称形式",
        "first-use form", "first mention", "first", "first occurrence", "full form",
    ),
    "first_use_per": (
        "first use per", "首次范围", "首次按", "首次计算", "首次出现范围", "first use scope", "first per", "first mention per",
    ),
    "scope": ("scope", "范围", "适用范围", "适用", "领域", "篇目", "domain", "applies to", "where", "speech", "speeches"),
    "status": ("status", "状态", "审定", "审定状态", "state", "approval"),
    "note": ("note", "备注", "说明", "注释", "注", "来源", "出处", "notes", "remark", "remarks", "comment", "comments", "source of term"),
    IGNORED: ("no.", "序号", "编号", "行号", "号", "number", "id", "nr", "index"),
    "readers_note": (
        "reader's note", "读者注", "读者注释", "脚注", "读者说明", "译者注", "给读者的注", "readers' note", "footnote", "note to readers",
        "note for readers", "explanation", "gloss",
    ),
}  # fmt: skip

KINDS: dict[TermKind, tuple[str, ...]] = {
    TermKind.TERM: (
        "term", "术语", "词语", "词汇", "名词", "概念", "专业术语", "一般", "普通", "活动", "会议", "项目",
        "terms", "word", "concept", "phrase", "event", "programme", "program", "project",
    ),
    TermKind.ORGANISATION: (
        "organisation", "机构", "组织", "单位", "机构名", "机构名称", "组织名", "单位名称", "组织机构", "公司", "企业", "媒体", "部门",
        "organization", "org", "organisations", "organizations", "body", "company", "institution", "agency", "media",
    ),
    TermKind.PERSON: ("person", "人名", "人名人物", "人物", "姓名", "人", "name", "people", "persons", "speaker"),
    TermKind.PLACE: ("place", "地名", "地名地点", "地点", "地方", "places", "location", "geography", "toponym"),
    TermKind.POSITION: ("position", "职务", "职务名称", "职位", "头衔", "职称", "岗位", "positions", "post", "job", "job title", "office", "title"),
    TermKind.DOCUMENT: (
        "document", "文件", "文献", "书名", "法律", "法规", "作品", "著作", "文件名",
        "documents", "law", "book", "publication", "work",
    ),
    TermKind.SLOGAN: ("slogan", "口号", "提法", "标语", "表述", "金句", "slogans", "formulation", "motto", "tagline"),
    TermKind.ACRONYM: ("acronym", "缩写", "简称", "缩略语", "略语", "acronyms", "abbreviation", "abbr", "short form"),
    TermKind.NUMBER: ("number", "数字", "数目", "numbers", "figure"),
    TermKind.DATE: ("date", "日期", "时间", "dates"),
}  # fmt: skip

CASES: dict[CaseRule, tuple[str, ...]] = {
    CaseRule.SENTENCE: (
        "sentence", "句首大写", "普通", "一般", "默认", "随句", "normal", "default", "lower", "lowercase", "lower case", "sentence case",
        "小写", "free", "any",
    ),
    CaseRule.EXACT: (
        "exact", "照原样", "原样", "固定", "不变", "照写", "保持", "区分", "as written", "as is", "fixed", "keep", "keep case",
        "proper", "专名", "case sensitive", "sensitive", "大写",
    ),
}  # fmt: skip

FLAGS: dict[bool, tuple[str, ...]] = {
    True: (
        "yes", "是", "对", "有", "真", "y", "true", "1", "x", "√", "✓", "✔", "☑", "exact", "固定", "不变", "原形", "严格", "照原样",
    ),
    False: ("no", "否", "不", "无", "假", "n", "false", "0", "×", "✗", "☐", "any", "可变", "宽松", "inflected"),
}  # fmt: skip

FIRST_USE_PER: dict[str, tuple[str, ...]] = {
    "volume": ("volume", "全书", "全卷", "全册", "每卷", "每册", "本书", "全文集", "论文集", "书", "卷", "册", "book", "whole volume", "proceedings"),
    "speech": ("speech", "每篇", "篇", "每篇讲话", "每篇演讲", "演讲", "讲话", "单篇", "各篇", "文章", "per speech", "each speech", "article"),
}  # fmt: skip

# A retired row is kept in the file and does nothing; a draft works and is pointed out until somebody confirms it.
STATUSES: dict[str, tuple[str, ...]] = {
    "approved": (
        "approved", "已定", "已审", "审定", "已审定", "定稿", "通过", "已通过", "确认", "已确认", "完成", "启用", "有效",
        "final", "ok", "done", "confirmed", "agreed", "active", "preferred",
    ),
    "draft": (
        "draft", "待定", "待审", "草稿", "暂定", "建议", "待确认", "未定", "未审", "存疑", "proposed", "pending", "tentative", "provisional",
        "new", "open", "to confirm", "to be confirmed", "tbc",
    ),
    "retired": (
        "retired", "停用", "废止", "弃用", "作废", "已废", "废弃", "不再使用", "删除", "deprecated", "obsolete", "superseded", "inactive",
        "disabled", "rejected", "withdrawn",
    ),
}  # fmt: skip


def normalise(name: str) -> str:
    """Reduce a name to what is compared: letters, digits, Han and ticks, of one width and case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalnum() or char in "√✓✔☑×✗☐")


V = TypeVar("V")


@cache
def _index(table: tuple[tuple[V, tuple[str, ...]], ...]) -> dict[str, V]:
    return {normalise(name): value for value, names in table for name in names}


_COLUMN_NAMES = _index(tuple(COLUMNS.items()))


def find_column(header: str) -> str | None:
    """Give the column that a header cell names, None if it is not known.

    Where the whole is not known, its parts may be ("Term (EN)", 中文原文), if they all name one column.
    """
    name = normalise(header)
    if name in _COLUMN_NAMES:
        return _COLUMN_NAMES[name]
    parts = [normalise(part) for part in re.split(r"[\s/|()（）\[\]:：,，、\-_]+", header)]
    named = {_COLUMN_NAMES[part] for part in parts if part in _COLUMN_NAMES}
    if not named:
        named = {
            column for alias, column in _COLUMN_NAMES.items() if has_han(alias) and len(alias) > 1 and alias in name
        }
    return named.pop() if len(named) == 1 else None


def find_value(table: dict[V, tuple[str, ...]], text: str) -> V | None:
    """Give the value that a cell names, None if it is not known."""
    return _index(tuple(table.items())).get(normalise(text))


def nearest(names: dict[V, tuple[str, ...]], text: str) -> str:
    """Give the known name that is most like a text, "" if none is."""
    index = {normalise(name): name for group in names.values() for name in group}
    found = get_close_matches(normalise(text), index, n=1, cutoff=0.5)
    return index[found[0]] if found else ""


def split_list(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several renderings: at line breaks and "|", or else at semicolons, "，" and "、".

    English renderings have commas of their own (Wuhan, Hubei), so a comma never splits.
    """
    parts = re.split(r"[|｜\n]", cell)
    if len(parts) == 1:
        parts = re.split(r"[;；，、]", cell)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def join_list(renderings: tuple[str, ...]) -> str:
    """Write several renderings into a cell so that ``split_list`` gives them back."""
    if any(char in rendering for rendering in renderings for char in ";；，、"):
        return " | ".join(renderings) + (" |" if len(renderings) == 1 else "")
    return "; ".join(renderings)
