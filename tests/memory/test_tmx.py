"""Approved wording in files."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from formatter.memory.tmx import MemoryUnit, read_tmx, write_tmx
from formatter.model import Span

TMX = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" segtype="sentence" srclang="ZH-CN" datatype="plaintext" adminlang="en" o-tmf="x"/>
  <body>
    <tu>
      <prop type="prev">上一句。</prop>
      <tuv xml:lang="zh-CN"><seg>媒体融合。</seg></tuv>
      <tuv xml:lang="en-US"><seg>Media <bpt i="1">&lt;b></bpt>integration<ept i="1">&lt;/b></ept>.</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="DE-DE"><seg>Guten Tag</seg></tuv>
      <tuv xml:lang="zh-Hans"><seg>你好</seg></tuv>
    </tu>
    <tu>
      <tuv lang="ZH_TW"><seg>網絡&amp;<hi type="bold">安全</hi></seg></tuv>
      <tuv lang="en"><seg>Cyber
          security</seg></tuv>
    </tu>
  </body>
</tmx>
"""


def test_units_carry_line_context_and_text_without_codes() -> None:
    units, found = read_tmx("a.tmx", TMX.encode()).value, read_tmx("a.tmx", TMX.encode()).diagnostics
    assert [(u.zh, u.en, u.span.line, u.before) for u in units] == [
        ("媒体融合。", "Media integration.", 6, "上一句。"),
        ("網絡&安全", "Cyber security", 15, None),
    ]
    assert [(d.code, str(d.span)) for d in found] == [("memory-unit", "a.tmx:11:1")]
    assert "English" in found[0].message


def test_utf16_as_other_programs_write_it() -> None:
    data = TMX.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert len(read_tmx("a.tmx", data).value) == 2


def test_broken_xml_is_a_finding_with_its_line() -> None:
    outcome = read_tmx("glossary/a.tmx", TMX.replace("你好</seg>", "你好<seg>").encode())
    assert outcome.value == ()
    assert outcome.diagnostics[0].code == "memory-syntax"
    assert outcome.diagnostics[0].fatal
    assert outcome.diagnostics[0].span.line == 13


def test_not_a_memory_at_all() -> None:
    for data in (b"", b"  \n", b"zh,en\n", b"\xff\xfe\x00", b"<html><body/></html>"):
        outcome = read_tmx("a.tmx", data)
        assert outcome.value == ()
        assert [d.code for d in outcome.diagnostics] == ["memory-syntax"]


def test_outside_entities_are_not_read() -> None:
    evil = TMX.replace('"tmx14.dtd">', '"x" [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace("你好", "&e;")
    assert "root:" not in str(read_tmx("a.tmx", evil.encode()))


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn")), min_size=1, max_size=20)


@given(
    st.lists(
        st.builds(MemoryUnit, TEXTS, TEXTS, st.just(Span("a.tmx")), before=st.none() | TEXTS, after=st.none() | TEXTS),
        max_size=6,
    )
)
def test_written_units_are_read_again(units: list[MemoryUnit]) -> None:
    data = write_tmx(units)
    assert data == write_tmx(units)
    outcome = read_tmx("a.tmx", data)
    assert not outcome.diagnostics
    assert [(u.zh, u.en, u.before, u.after) for u in outcome.value] == [(u.zh, u.en, u.before, u.after) for u in units]
