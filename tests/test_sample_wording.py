"""The sample volume's own files hold together: speeches, approved wording, glossary and settings.

The product's stages have their tests elsewhere; here the editors' data is proof-read.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from formatter.config import read_config
from formatter.glossary.base import load_base_terms
from formatter.glossary.files import read_glossaries
from formatter.glossary.match import Matcher
from formatter.language.english import find_rendering
from formatter.language.script import has_han
from formatter.memory.tmx import MemoryUnit, read_tmx
from formatter.model import Segment, SegmentKind, Term, TermKind
from formatter.readers import read_document
from formatter.segment import segment_session, segment_speech
from formatter.translate.constraints import find_constraints
from formatter.translate.verify import verify
from formatter.world import DiskWorld

ROOT = Path(__file__).resolve().parent.parent
SEED = "seeds/000_4ada1c7cd8ce54c8.txt"


@cache
def units() -> tuple[MemoryUnit, ...]:
    outcome = read_tmx("glossary/approved.tmx", (ROOT / "glossary/approved.tmx").read_bytes())
    assert outcome.diagnostics == ()
    return outcome.value


@cache
def english() -> dict[str, str]:
    return {unit.zh: unit.en for unit in units()}


@cache
def segments() -> tuple[tuple[Segment, str], ...]:
    """Every segment of the sample with its speech's title, the page's heading first."""
    speeches = read_document(SEED, (ROOT / SEED).read_bytes()).value.speeches
    found = [(s, "") for s in segment_session(speeches[0].session, "s01")]
    for number, speech in enumerate(speeches, 1):
        found += [(s, speech.title_text) for s in segment_speech(speech, f"s{number:02}")]
    return tuple(found)


@cache
def terms() -> tuple[Term, ...]:
    outcome = read_glossaries(DiskWorld(ROOT))
    assert outcome.diagnostics == ()
    return outcome.value


def kinds(*wanted: SegmentKind) -> list[str]:
    return [english()[s.text] for s, _ in segments() if s.kind in wanted]


# --- Completeness ------------------------------------------------------------------------------------------


def test_every_segment_has_exactly_one_unit_and_every_unit_a_segment() -> None:
    assert sorted(unit.zh for unit in units()) == sorted(s.text for s, _ in segments())


def test_the_page_has_fourteen_speeches_with_title_and_speaker() -> None:
    assert len(kinds(SegmentKind.TITLE)) == len(kinds(SegmentKind.SPEAKER)) == 14


def test_settings_are_understood() -> None:
    outcome = read_config("proceedings.toml", (ROOT / "proceedings.toml").read_bytes())
    assert outcome.diagnostics == ()
    volume = outcome.value.volume
    assert volume.event.en == "Media Integration and Development Forum 2023"
    assert (volume.start, volume.isbn, volume.publisher.en, volume.editors) == ("2023-10-27", "", "", ())


# --- House style -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", units(), ids=lambda u: u.zh[:12])
def test_english_is_clean(unit: MemoryUnit) -> None:
    assert not has_han(unit.en)
    assert not re.search(r"""["'%]|\s{2}|[，。；：？！、（）]|(?<!\.)\.\.(?!\.)|\s[,.;:]""", unit.en)
    for opening, closing in ("“”", "《》", "()"):
        assert unit.en.count(opening) == unit.en.count(closing)
    assert not re.search(r"”[,.]", unit.en)  # American: the stop goes inside
    assert not re.search(r"\b(\w+) \1\b", unit.en)


def test_sentences_end_and_headings_do_not() -> None:
    assert all(re.search(r"[.?!]”?$", en) for en in kinds(SegmentKind.BODY))
    assert not any(en.endswith(".") for en in kinds(SegmentKind.TITLE, SegmentKind.SESSION))
    assert not any(en.endswith(".") and not en.endswith("Ltd.") for en in kinds(SegmentKind.SPEAKER))


SMALL = {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"}


@pytest.mark.parametrize("title", kinds(SegmentKind.TITLE, SegmentKind.SESSION))
def test_titles_have_headline_capitals(title: str) -> None:
    words = re.findall(r"[\w’]+", title)
    assert words[0][0].isupper() and words[-1][0].isupper()
    assert [w for w in words[1:] if w[0].islower() and w not in SMALL] == []
    assert [w for w in words[1:] if w[0].isupper() and w.lower() in SMALL] == []


def test_spelling_is_american() -> None:
    text = " ".join(english().values())
    assert re.findall(r"\b\w*(?:isation|ising|ised|centre|programme|labour|favour|behaviour|per cent)\w*", text) == []


ENUMERATORS = {"一是": "First,", "二是": "Second,", "三是": "Third,", "四是": "Fourth,"}


def test_enumerations_are_one_series() -> None:
    started = [(s.text[:2], english()[s.text]) for s, _ in segments() if s.text[:2] in ENUMERATORS]
    assert len(started) == 4 + 3 + 3 + 4 + 2  # the last series opens inside its sentence
    assert [(zh, en) for zh, en in started if not en.startswith(ENUMERATORS[zh])] == []


# --- Glossary ----------------------------------------------------------------------------------------------


def test_glossary_renderings_stand_in_the_approved_english() -> None:
    matcher = Matcher(terms())
    missing = []
    for segment, title in segments():
        en = english()[segment.text]
        for match in matcher.match(segment.text, SEED, title):
            term = match.term
            if not any(find_rendering(en, r, term.exact, 0) for r in (term.en, *term.accepted)):
                missing.append((segment.id, term.zh, term.en))
            missing += [(segment.id, "forbidden", f) for f in term.forbidden if find_rendering(en, f, False, 0)]
    assert missing == []


def test_every_constraint_built_in_rows_and_numbers_included_holds() -> None:
    matcher = Matcher((*load_base_terms(), *terms()))
    results = [
        (segment.id, result)
        for segment, title in segments()
        for result in verify(english()[segment.text], find_constraints(segment.text, matcher, path=SEED, title=title))
    ]
    assert len(results) > 300
    assert [(at, r.constraint.zh, r.constraint.en) for at, r in results if not r.satisfied] == []


FIRST_USES = [term for term in terms() if term.first_use]


@pytest.mark.parametrize("term", FIRST_USES, ids=lambda t: t.en)
def test_first_use_forms_stand_at_the_first_mention(term: Term) -> None:
    mentions = [english()[s.text] for s, _ in segments() if term.zh in s.text and s.kind is SegmentKind.BODY]
    assert term.first_use in mentions[0]
    assert not any(term.first_use in later for later in mentions[1:])


SPEAKERS = """
袭艳春 Xi Yanchun|吴朝安 Wu Chao'an|何祖坤 He Zukun|陈光 Chen Guang|赵迎春 Zhao Yingchun|周明 Zhou Ming|孟麟 Meng Lin|
燕旺林 Yan Wanglin|蔺明照 Lin Mingzhao|肖谦 Xiao Qian|康炳建 Kang Bingjian|查长苗 Zha Changmiao|仇海波 Qiu Haibo|
杨正华 Yang Zhenghua
"""


def test_every_speaker_is_in_the_people_glossary() -> None:
    people = {term.zh: term.en for term in terms() if term.kind is TermKind.PERSON}
    wanted = dict(entry.split(" ", 1) for entry in SPEAKERS.replace("\n", "").split("|"))
    speeches = read_document(SEED, (ROOT / SEED).read_bytes()).value.speeches
    assert [speaker.name for speech in speeches for speaker in speech.speakers] == list(wanted)
    assert {name: people[name] for name in wanted} == wanted


def test_readers_notes_are_single_sentences() -> None:
    notes = [term.readers_note for term in terms() if term.readers_note]
    assert len(notes) > 20
    assert [n for n in notes if not re.fullmatch(r"[A-Z“].*[.”]", n) or len(n) > 220 or re.search(r"[.?!] [A-Z](?!.*\d, \d)", n)] == []


# --- Numbers by value --------------------------------------------------------------------------------------

NUMBERS = """
近20个国家和地区 = nearly 20 countries and regions
第十四届缔约方大会 = 14th Meeting of the Conference of the Contracting Parties
每天办理群众诉求两三千件 = 2,000 to 3,000 public requests every day
10万中低收入居民 = 100,000 low- and middle-income residents
3个辩证关系 = three dialectical relationships
网安50强企业近半数 = nearly half of China’s top 50 cybersecurity companies
阅读量达36亿次 = 3.6 billion views
450多个官方社交账号 = more than 450 official social media accounts
把握3点原则 = three principles
从2010年的第九十三位提升至2022年的第三十八位 = from 93rd in the world in 2010 to 38th in 2022
提出10周年 = 10th anniversary
“连心桥”200余座 = more than 200 “bridges that link hearts,”
“致富路”超13000公里 = more than 13,000 kilometers of “roads to prosperity”
“发展港”150多个 = more than 150 “ports of development.”
属地化率超过80% = localization rate of more than 80 percent
外籍员工总数超8万人 = more than 80,000 foreign employees
五个语种 = five languages
数百位外国使节、记者及民众 = hundreds of foreign diplomats, journalists and members of the public
成立一年多来 = more than one year ago
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_numbers_are_right_by_value(line: str) -> None:
    zh, en = line.split(" = ")
    found = [text for source, text in english().items() if zh in source]
    assert len(found) == 1
    assert en in found[0]


def test_ten_years_are_ten_years_everywhere() -> None:
    found = [text for source, text in english().items() if source.startswith("10年来")]
    assert len(found) == 3
    assert all(text.startswith("Over the past 10 years, ") for text in found)
