"""Labels that settle what a line is: 标题：, 演讲人：, 单位：, 职务：, 论坛：, 时间：, 地点：, 正文："""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from formatter.language.script import to_simplified


class FieldKind(StrEnum):
    TITLE = "title"
    SPEAKER = "speaker"
    BODY_AND_POST = "line"
    SESSION = "session"
    DATE = "date"
    PLACE = "place"
    TEXT = "text"


LABELS: dict[str, FieldKind] = {
    **dict.fromkeys(
        ("标题", "题目", "题名", "演讲题目", "发言题目", "演讲标题", "发言标题", "演讲主题", "发言主题", "副标题", "副标", "报告题目", "Title"),
        FieldKind.TITLE,
    ),
    **dict.fromkeys(
        ("演讲人", "演讲者", "演讲嘉宾", "发言人", "发言者", "发言嘉宾", "主讲人", "主讲嘉宾", "主讲", "讲者", "报告人", "致辞人", "致辞嘉宾", "作者", "嘉宾", "姓名",
         "Speaker"),
        FieldKind.SPEAKER,
    ),
    **dict.fromkeys(
        ("单位", "所在单位", "工作单位", "单位职务", "单位及职务", "单位和职务", "机构", "所属机构", "职务", "职位", "职称", "头衔", "身份", "职务职称", "现任职务",
         "Affiliation", "Position"),
        FieldKind.BODY_AND_POST,
    ),
    **dict.fromkeys(("论坛", "分论坛", "论坛名称", "会议", "会议名称", "活动名称", "专题", "专场", "环节", "单元", "论坛主题", "Session"), FieldKind.SESSION),
    **dict.fromkeys(("时间", "日期", "会议时间", "论坛时间", "演讲时间", "发言时间", "Date"), FieldKind.DATE),
    **dict.fromkeys(("地点", "会议地点", "论坛地点", "会场", "Place"), FieldKind.PLACE),
    **dict.fromkeys(("正文", "全文", "演讲全文", "发言全文", "演讲内容", "发言内容", "Text"), FieldKind.TEXT),
}

# Labels are often spread over the measure of the longest: 标　题：
_SPREAD = "|".join(r"[ \u3000\u00a0]{0,4}".join(map(re.escape, label)) for label in sorted(LABELS, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s；;，,]))(?:[【\[](?P<b>{_SPREAD})[】\]]\s*[：:]?|(?P<a>{_SPREAD})\s*[：:])\s*")


# 演讲嘉宾 | 张明, 主讲人　李红: labels that need no colon, since no text starts so.
_BARE = re.compile(r"(?P<a>(?:演讲|主讲|发言|致辞|报告)(?:嘉宾|人|者))(?:\s*[|｜/／]\s*|\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Field:
    kind: FieldKind
    label: str
    value: str
    offset: int  # of the value in the line


def _label(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["a"] or match["b"])


def read_fields(text: str) -> tuple[Field, ...]:
    """Read a line that starts with a label; () for any other. One line may hold several fields."""
    plain = to_simplified(text)
    found = list(_LABEL.finditer(plain))
    if not found or found[0].start() != 0:
        if not (bare := _BARE.match(plain)):
            return ()
        return (Field(FieldKind.SPEAKER, bare["a"], text[bare.end() :].strip(), bare.end()),)
    out: list[Field] = []
    # 时间：最公正的裁判 is a title.
    if LABELS[_label(found[0])] is FieldKind.DATE and not re.search(r"[\d〇零一二三四五六七八九十]", text[found[0].end() :]):
        return ()
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        label = _label(match)
        raw = text[match.end() : end]
        value = raw.rstrip("；;，, \u3000\u00a0\t") if at + 1 < len(found) else raw.strip()
        out.append(Field(LABELS[label], label, value, match.end()))
    if len(out) > 1 and out[0].kind in (FieldKind.TEXT, FieldKind.TITLE):
        # The text and the title hold all of their line: a label inside them is a word of theirs.
        first = out[0]
        return (Field(first.kind, first.label, text[first.offset :].strip(), first.offset),)
    return tuple(out)
