"""Random glossaries against a slow and simple idea of the same matching."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from formatter.glossary.match import Matcher, TermMatch, fold_term
from formatter.glossary.words import load_words
from formatter.model import Span, Term, TermKind

# Few characters, so that terms nest and overlap; no numerals and no Latin, whose edges are guarded.
HAN = "市委常宣传部媒体"
TRADITIONAL = str.maketrans("传体媒", "傳體媒")
TEXT = st.text(HAN, max_size=24)
NAMES = st.lists(st.text(HAN, min_size=1, max_size=5), min_size=1, max_size=10, unique=True)


def rows(names: list[str], base: bool = False, prefix: str = "e") -> list[Term]:
    return [Term(zh, f"{prefix}{n}", Span(f"{prefix}.csv", n + 1, 1), base=base) for n, zh in enumerate(names)]


def brute_force(names: list[str], text: str) -> list[tuple[int, str]]:
    """Leftmost-longest, the slow way."""
    found, at = [], 0
    while at < len(text):
        here = [name for name in names if text[at : at + len(name)] == name]
        if here:
            longest = max(here, key=len)
            found.append((at, longest))
            at += len(longest)
        else:
            at += 1
    return found


def places(matches: tuple[TermMatch, ...]) -> list[tuple[int, str]]:
    return [(match.start, match.term.zh) for match in matches]


@settings(max_examples=150, deadline=None)
@given(names=NAMES, text=TEXT)
def test_matches_are_leftmost_longest(names: list[str], text: str) -> None:
    matches = Matcher(rows(names), words=()).match(text)
    assert places(matches) == brute_force(names, text)
    for match in matches:
        assert text[match.start : match.end] == match.zh == match.term.zh


@settings(max_examples=150, deadline=None)
@given(names=NAMES, text=TEXT, data=st.data())
def test_offsets_are_right_in_a_text_that_varies(names: list[str], text: str, data: st.DataObject) -> None:
    """Single spaces, zero-width spaces and traditional characters change no match, only its offsets."""
    varied, at = "", []
    for char in text:
        at.append(len(varied))
        varied += char.translate(TRADITIONAL) if data.draw(st.booleans()) else char
        varied += data.draw(st.sampled_from(["", "", "", " ", "\u200b"]))
    # A space between two single characters parts words, so terms of two characters are left out here.
    names = [name for name in names if len(name) != 2]
    matches = Matcher(rows(names), words=()).match(varied)
    assert [(m.start, m.term.zh) for m in matches] == [(at[i], zh) for i, zh in brute_force(names, text)]
    for match in matches:
        assert varied[match.start : match.end] == match.zh
        assert fold_term(match.zh).text == match.term.zh
        assert match.zh == match.zh.strip()


@settings(max_examples=100, deadline=None)
@given(editors=NAMES, base=NAMES, text=TEXT)
def test_no_built_in_term_takes_an_editors_match(editors: list[str], base: list[str], text: str) -> None:
    """No built-in row says what an editors' row says here, so none may stand in its way."""
    alone = Matcher(rows(editors), words=()).match(text)
    both = Matcher([*rows(editors), *rows(base, base=True, prefix="b")], words=()).match(text)
    assert places(alone) == places(tuple(match for match in both if not match.term.base))


@settings(max_examples=100, deadline=None)
@given(editors=NAMES, base=NAMES, text=TEXT)
def test_a_built_in_name_wins_only_over_what_it_holds(editors: list[str], base: list[str], text: str) -> None:
    names = [replace(row, kind=TermKind.ORGANISATION) for row in rows(base, base=True, prefix="b")]
    both = Matcher([*rows(editors), *names], words=()).match(text)
    for match in Matcher(rows(editors), words=()).match(text):
        around = [m for m in both if m.start <= match.start and match.end <= m.end]
        assert len(around) == 1


@settings(max_examples=100, deadline=None)
@given(
    names=st.lists(st.text("中国人民大会市委长武汉 “”一二0AaＡ·，", min_size=1, max_size=5), max_size=10),
    kinds=st.lists(st.sampled_from(TermKind), min_size=10, max_size=10),
    bases=st.lists(st.booleans(), min_size=10, max_size=10),
    text=st.text("中国人民大会市委长武汉 “”\u3000\n一二0.AaＡ·，", max_size=40),
)
def test_whatever_the_rows_matches_stand_apart_and_in_order(
    names: list[str], kinds: list[TermKind], bases: list[bool], text: str
) -> None:
    terms = [
        Term(zh, "x", Span("g.csv", n, 1), kind=kind, base=base)
        for n, (zh, kind, base) in enumerate(zip(names, kinds, bases, strict=False), 1)
    ]
    matcher = Matcher(terms)
    matches = matcher.match(text)
    end = 0
    for match in matches:
        assert end <= match.start < match.end <= len(text)
        assert match.zh == text[match.start : match.end]
        assert fold_term(match.zh).text == fold_term(match.term.zh).text
        assert match.term not in match.beaten
        end = match.end
    for refusal in matcher.refusals(text):
        assert refusal.why
        assert fold_term(text[refusal.start : refusal.end]).text == fold_term(refusal.term.zh).text


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(load_words()), data=st.data())
def test_a_row_for_a_whole_word_is_never_refused(name: str, data: st.DataObject) -> None:
    around = data.draw(st.tuples(st.sampled_from(["", "，"]), st.sampled_from(["", "。"])))
    (match,) = Matcher([Term(name, "x", Span("g.csv", 1))]).match(name.join(around))
    assert match.zh == name


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["20", "二十", "3.5", "百", "第十"]),
    st.sampled_from(["二十大", "5G", "十四五", "三农", "一国两制"]),
)
def test_a_number_is_never_cut(number: str, name: str) -> None:
    matcher = Matcher([Term(name, "x", Span("g.csv", 1))])
    assert matcher.match(f"在{name}上")
    glued = re.search("[0-9零一二三四五六七八九十百]$", number) and re.match("[0-9零一二三四五六七八九十百]", name)
    assert bool(matcher.match(f"在{number}{name}上")) is not bool(glued)
