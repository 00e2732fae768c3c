"""Every letter, figure and hanzi of a source is found again: in the document, or on a line that a finding names."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from formatter.diagnostics import Outcome
from formatter.model import Document
from formatter.readers import read_document
from formatter.readers.fields import LABELS
from formatter.readers.lines import clean_text

TITLES = ["走好创新之路　推进媒体融合", "让世界听见中国！", "“三星堆”的启示。考古的未来", "致　辞", "在论坛开幕式上的致辞", "《向海图强》", "二、守住底线"]
SPEAKERS = [
    "湖北日报社社长　陈　光",
    "张明（武汉大学教授）",
    "——清河大学校长 欧阳静怡",
    "John Smith 港务局首席执行官",
    "买买提·艾力",
    "李德仁院士",
    "1. 周明，某公司董事长",
    "甲公司董事长 张明；乙公司总经理 李红",
    "国家电力集团有限公司",
    "宣传部部长",
    "孙　悦先生",
    "新华社社长 傅华：",
]
BODIES = ["各位来宾：", "谢谢大家！", "媒体融合是一场深刻的变革，需要全社会共同参与。", "去年增长3.5%", "一是创新；二是开放。", "（掌声）", "（一）坚持创新", "1. 建港"]
OTHERS = [
    "第六届国际港口论坛（2024年9月12日，宁波）",
    "平行论坛一：智慧港口",
    "2024年9月12日　浙江宁波",
    "时间：9月13日　地点：宁波",
    "（本文根据录音整理）",
    "（作者系湖北日报社社长）",
    "标题：绿电入海",
    "演讲人：慕容雪　单位：江南电网公司　职务：工程师",
    "演讲人：",
    "正文：各位嘉宾",
    "发言一",
    "李华：讲好中国故事",
    "李华：故事是最好的载体。要讲好每一个故事。",
    "目录",
    "— 3 —",
    "***",
    "来源：人民日报",
    "编者按：论坛在武汉举行。",
]
LINE = st.one_of(
    st.sampled_from(TITLES), st.sampled_from(SPEAKERS), st.sampled_from(BODIES), st.sampled_from(OTHERS), st.just(""), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
)
INDENT = st.sampled_from(["", "", "　　", "    "])
FILES = st.lists(st.tuples(INDENT, LINE), max_size=16).map(lambda rows: "\n".join(indent + line for indent, line in rows))

# Words whose work is to say what a line is; the document says it in its own way.
SIGNS = Counter("".join(LABELS) + "本文作者系为是现任在于文")


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in clean_text(text) if char.isalnum())


def _found(outcome: Outcome[Document | None], lines: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    named: set[int] = set()
    for d in outcome.diagnostics:
        if d.code in ("text-outside-speech", "file-empty", "no-speech-found"):
            named.add(d.span.line)
        if d.code == "furniture-left-out":
            named |= {int(n) for n in re.findall(r"\d+", d.message.split("(")[1])}
    for number in named - {0}:
        found += _letters(lines[number - 1])
    for speech in outcome.value.speeches if outcome.value else ():
        texts = [speech.number, *speech.title, *(p.text for p in speech.paragraphs)]
        texts += [text for speaker in speech.speakers for text in (speaker.display, speaker.line)]
        for text in texts:
            found += _letters(text)
    sessions = {id(s.session): s.session for s in outcome.value.speeches if s.session} if outcome.value else {}
    for session in sessions.values():
        found += _letters(session.title + session.date + session.place)
    return found


@settings(max_examples=150, deadline=None)
@given(FILES)
def test_nothing_is_lost(text: str) -> None:
    lines = text.splitlines()
    outcome = read_document("a.txt", text.encode())
    missing = _letters(text) - _found(outcome, lines)
    assert [char for char in missing if char not in SIGNS] == []


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_finding_or_a_document(data: bytes) -> None:
    for suffix in (".txt", ".md", ".docx"):
        outcome = read_document("a" + suffix, data)
        assert outcome.value is not None or outcome.diagnostics
        assert all(d.span.path == "a" + suffix for d in outcome.diagnostics)
