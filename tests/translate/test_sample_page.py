"""The sample page translated without approved wording, by the weakest engine there is: numbers, names, positions and
organisations are right all the same (issue 3). The rows are the sample's glossary and the built-in ones; none is a
whole sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formatter.config import Config
from formatter.engines.argos import ArgosEngine
from formatter.gather import load_documents
from formatter.glossary.base import load_base_terms
from formatter.glossary.files import read_glossaries
from formatter.glossary.match import Matcher
from formatter.language.numbers import Fault, compare_quantities
from formatter.memory.tmx import read_tmx
from formatter.model import Match, Volume
from formatter.progress import SilentProgress
from formatter.translate.resources import Resources
from formatter.translate.volume import translate_volume
from formatter.world import DiskWorld

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def volume(tiny: ArgosEngine) -> Volume:
    world = DiskWorld(ROOT)
    documents = load_documents(Config(), world, SilentProgress()).value
    rows = (*read_glossaries(world).value, *load_base_terms())
    return translate_volume(documents, Resources(Matcher(rows), rows, engine=tiny), Config()).value


# The speakers in the order of the page: name, affiliation and positions.
SPEAKERS = (
    (
        "Xi Yanchun",
        "Deputy Head in Charge of Day-to-Day Work of the Publicity Department, CPC Shandong Provincial Committee",
    ),
    (
        "Wu Chao'an",
        "Member of the Standing Committee and Head of the Publicity Department, CPC Wuhan Municipal Committee, "
        "Hubei Province",
    ),
    ("He Zukun", "Secretary of the Party Committee and President, Yunnan Daily Press Group"),
    ("Chen Guang", "Secretary of the Party Committee and President, Changjiang Daily"),
    (
        "Zhao Yingchun",
        "Member of the Departmental Affairs Committee of the Publicity Department, CPC Heilongjiang Provincial Committee",
    ),
    (
        "Zhou Ming",
        "Director of the Administrative Committee, Wuhan Airport Economic and Technological Development Zone, "
        "and Mayor of Dongxihu District, Wuhan, Hubei Province",
    ),
    (
        "Meng Lin",
        "Member of the Standing Committee and Head of the Publicity Department and the United Front Work Department, "
        "CPC Zunyi Municipal Committee, Guizhou Province",
    ),
    (
        "Yan Wanglin",
        "Member of the Standing Committee and Head of the Publicity Department and the United Front Work Department, "
        "CPC Zhangjiakou Municipal Committee, Hebei Province",
    ),
    ("Lin Mingzhao", "State Power Investment Corporation Limited"),
    (
        "Xiao Qian",
        "Deputy Secretary of the Party Committee, China Southern Power Grid Digital Media Technology Co., Ltd.",
    ),
    ("Kang Bingjian", "China COSCO SHIPPING Corporation Limited"),
    ("Zha Changmiao", "China Communications Construction Group"),
    ("Qiu Haibo", "Deputy General Manager, China Electronics Optics Valley Union Holding Company Limited"),
    (
        "Yang Zhenghua",
        "Deputy Secretary of the Party Committee, Vice Chairman and General Manager, "
        "Hunan Agricultural Development and Investment Group Co., Ltd.",
    ),
)

# Number, source and English, in the order of the page: (speech, Chinese, English).
NUMBERS = (
    (2, "10年来", "10 years"),
    (2, "第十四届", "14th"),
    (2, "近20个", "nearly 20"),
    (2, "二十大", "20th CPC National Congress"),
    (3, "一年多", "more than one year"),
    (4, "两三千件", "2,000 to 3,000"),
    (4, "10万", "100,000"),
    (5, "3个", "three"),
    (6, "50强", "top 50"),
    (6, "近半数", "nearly half"),
    (7, "9月", "September"),
    (8, "36亿次", "3.6 billion"),
    (8, "450多个", "more than 450"),
    (10, "3点", "three"),
    (11, "2010年", "2010"),
    (11, "第九十三位", "93rd"),
    (11, "2022年", "2022"),
    (11, "第三十八位", "38th"),
    (11, "10周年", "10th anniversary"),
    (12, "200余座", "more than 200"),
    (12, "13000公里", "more than 13,000 kilometers"),
    (12, "150多个", "more than 150"),
    (12, "80%", "more than 80 percent"),
    (12, "8万人", "more than 80,000"),
    (12, "五个", "five"),
    (12, "数百位", "hundreds of"),
)


def test_every_speaker_has_the_right_name_and_position(volume: Volume) -> None:
    found = [(s.speakers[0].name.en, s.speakers[0].line.en) for s in volume.speeches]
    assert [name for name, _ in found] == [name for name, _ in SPEAKERS]
    for (_, line), (name, expected) in zip(found, SPEAKERS, strict=True):
        assert expected in line, name


# Where the approved wording is one of several that are right: the department may follow "of the" or a comma, and one
# post in two departments of a company may be said once. All of them name the same posts, bodies and places in order.
ALSO_RIGHT = {
    "山东省委宣传部分管日常工作的副部长": (
        "Deputy Head in Charge of Day-to-Day Work of the Publicity Department, CPC Shandong Provincial Committee"
    ),
    "黑龙江省委宣传部部务委员": (
        "Member of the Departmental Affairs Committee of the Publicity Department, CPC Heilongjiang Provincial Committee"
    ),
    "国家电力投资集团有限公司宣传与群团部主任、新闻中心主任": (
        "Director of the Publicity and Mass Organizations Department and the News Center, "
        "State Power Investment Corporation Limited"
    ),
}


def test_every_position_line_is_the_approved_wording_or_as_right(volume: Volume) -> None:
    memory = read_tmx("approved.tmx", (ROOT / "glossary/approved.tmx").read_bytes()).value
    lines = [s.speakers[0].line for s in volume.speeches]
    assert len(lines) == len(SPEAKERS)
    for line in lines:
        approved = next(u.en for u in memory if u.zh == line.zh)
        assert line.en in (approved, ALSO_RIGHT.get(line.zh)), line.zh


@pytest.mark.parametrize(("number", "zh", "en"), NUMBERS, ids=lambda value: str(value))
def test_every_number_is_right_by_value(volume: Volume, number: int, zh: str, en: str) -> None:
    segments = [t for p in volume.speeches[number - 1].paragraphs for t in p.translations if zh in t.segment.text]
    assert segments
    for segment in segments:
        assert en.lower() in segment.en.lower(), segment.en


def test_no_number_is_missing_or_added_anywhere(volume: Volume) -> None:
    for speech in volume.speeches:
        for paragraph in speech.paragraphs:
            for t in paragraph.translations:
                faults = [
                    f
                    for f in compare_quantities(t.segment.text, t.en)
                    if f.fault is Fault.MISSING or (f.en and any(c.isdigit() for c in f.en.text))
                ]
                assert not faults, (t.segment.text, t.en, faults)


def test_every_row_is_obeyed_and_reported(volume: Volume) -> None:
    results = [r for speech in volume.speeches for t in speech.translations() for r in t.results]
    assert len(results) > 300
    assert [r for r in results if r.match is Match.MISSING] == []
    assert len({r.constraint.required_by for r in results}) > 150


def test_organisations_of_the_page_are_all_there(volume: Volume) -> None:
    english = " ".join(p.en for s in volume.speeches for p in s.paragraphs)
    for name in (
        "Dazhong News Group",
        "Shandong Radio and Television Station",
        "Yunnan Daily Press Group",
        "Ministry of Industry and Information Technology",
        "Heilongjiang Northeast Asia International Communication Center",
        "Zunyi Radio and Television Station",
        "SPIC",
        "Port of Piraeus",
        "China Southern Power Grid",
        "Red Cross Society of China",
    ):
        assert name in english, name
