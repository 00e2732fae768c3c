"""Any consistent way to set speeches is understood: the sample's speeches, set in random ways, come back the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from formatter.readers import read_document

SAMPLE = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@dataclass(frozen=True)
class Plain:
    title: tuple[str, ...]
    name: str
    line: str
    paragraphs: tuple[str, ...]


def _sample() -> tuple[Plain, ...]:
    document = read_document("sample.txt", SAMPLE.read_bytes()).value
    assert document is not None
    return tuple(
        Plain(s.title, s.speakers[0].name, s.speakers[0].line, tuple(p.text for p in s.paragraphs)) for s in document.speeches
    )


SPEECHES = _sample()

SPEAKER_LINES = {
    "gap": "{line}　{name}",
    "space": "{line} {name}",
    "name first": "{name}　{line}",
    "brackets": "{name}（{line}）",
    "colon": "{line} {name}：",
    "dash": "——{line} {name}",
    "dash with nothing between": "——{line}{name}",
    "nothing between": "{line}{name}",
    "comma": "{name}，{line}",
    "bar": "{name} | {line}",
    "label": "演讲人：{name}　单位：{line}",
    "lines": "{line}\n{name}",
    "name line first": "{name}\n{line}",
    "square": "□ {line} {name}",
}
TITLES = {"gap": "　", "no-break": "\u00a0\u00a0", "space": " ", "lines": "\n"}
NUMBERS = {"none": "{}", "hanzi": "{hanzi}、{}", "digits": "{digit}. {}", "brackets": "（{hanzi}）{}", "line": "发言{hanzi}\n{}"}
INDENTS = ("", "　　", "    ", "\u00a0\u00a0")


@dataclass(frozen=True)
class Layout:
    speaker: str
    title: str
    number: str
    indent: str
    title_first: bool
    between_speeches: int
    between_paragraphs: int
    after_head: int
    encoding: str
    line_end: str


LAYOUTS = st.builds(
    Layout,
    speaker=st.sampled_from(sorted(SPEAKER_LINES)),
    title=st.sampled_from(sorted(TITLES)),
    number=st.sampled_from(sorted(NUMBERS)),
    indent=st.sampled_from(INDENTS),
    title_first=st.booleans(),
    between_speeches=st.integers(0, 2),
    between_paragraphs=st.integers(0, 1),
    after_head=st.integers(0, 1),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)


def _set(speeches: tuple[Plain, ...], layout: Layout) -> bytes:
    out: list[str] = []
    for number, speech in enumerate(speeches, 1):
        title = TITLES[layout.title].join(speech.title)
        speaker = SPEAKER_LINES[layout.speaker].format(line=speech.line, name=speech.name)
        head = [title, speaker] if layout.title_first else [speaker, title]
        head[0] = NUMBERS[layout.number].format(head[0], hanzi="一二三四五六七八九十"[number - 1], digit=number)
        between = "\n" * (1 + layout.between_paragraphs)
        paragraphs = between.join(layout.indent + paragraph for paragraph in speech.paragraphs)
        out.append("\n".join(head) + "\n" * (1 + layout.after_head) + paragraphs)
    text = ("\n" * (1 + max(layout.between_speeches, layout.between_paragraphs))).join(out) + "\n"
    return text.replace("\n", layout.line_end).encode(layout.encoding)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(layout=LAYOUTS, first=st.integers(0, 11), count=st.integers(2, 3))
def test_any_consistent_layout(layout: Layout, first: int, count: int) -> None:
    # Without any space between speeches, heads of three or four lines can't be told from subheadings.
    assume(layout.between_speeches or "line" not in layout.speaker)
    speeches = SPEECHES[first : first + count]
    document = read_document("volume.txt", _set(speeches, layout)).value
    assert document is not None
    understood = tuple(
        Plain(s.title, s.speakers[0].name if s.speakers else "", s.speakers[0].line if s.speakers else "", tuple(p.text for p in s.paragraphs))
        for s in document.speeches
    )
    assert understood == speeches
