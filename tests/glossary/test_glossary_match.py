"""Which rows fire on a text, where, and why."""

from __future__ import annotations

import pytest

from formatter.glossary.match import Matcher, in_scope
from formatter.model import Span, Term, TermKind


def row(zh: str, en: str = "x", line: int = 1, **fields: object) -> Term:
    return Term(zh, en, Span("terms.csv", line, 1), **fields)


ROWS = (
    row("中国", "China", 1, kind=TermKind.PLACE),
    row("武汉市", "Wuhan", 2, kind=TermKind.PLACE),
    row("武汉", "Wuhan", 3, kind=TermKind.PLACE),
    row("市委常委", "member of the standing committee", 4),
    row("市委", "municipal Party committee", 5),
    row("上海", "Shanghai", 6, kind=TermKind.PLACE),
    row("人民", "the people", 7),
    row("一带一路", "Belt and Road", 8),
    row("和平", "peace", 9),
    row("大会", "congress", 10),
    row("会议", "meeting", 11),
    row("AI", "AI", 12),
    row("媒体融合", "media integration", 13),
    row("陈光", "Chen Guang", 14, kind=TermKind.PERSON),
    row("二十大", "20th National Congress", 15),
    row("共建一带一路", "Belt and Road cooperation", 16),
    row("COP15", "COP15", 17),
    row("COP", "COP", 18),
    row("5G", "5G", 19),
    row("中国故事", "China's stories", 20),
    row("长江", "Yangtze River", 21, kind=TermKind.PLACE),
    row("国际传播", "international communication", 22),
    row("中小企业", "SMEs", 23),
    row("东西湖区", "Dongxihu District", 24, kind=TermKind.PLACE),
    row("企业家", "entrepreneur", 25),
    row("新媒体", "new media", 26),
    row("社会", "society", 27),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # nested terms: the longest
        ("湖北武汉市委常委、宣传部部长", ["武汉", "市委常委"]),
        ("市委提出", ["市委"]),
        # spaces, width, quotation marks, traditional characters
        ("媒 体融 合", ["媒 体融 合"]),
        ("媒體融合", ["媒體融合"]),
        ("５Ｇ技术", ["５Ｇ"]),
        ("「一带一路」", ["一带一路"]),
        ("共建“一带一路”倡议", ["共建“一带一路”"]),
        ("陈  光说", ["陈  光"]),
        ("陈\u3000光说", ["陈\u3000光"]),
        # a space between two single characters parts words, unless all are set apart
        ("副司长 江水清", []),
        ("长 江 流 域", ["长 江"]),
        ("长 江", ["长 江"]),
        # two phrases of a title are not one term; nor are the two sides of a quotation mark
        ("推进媒体\u3000\u3000融合发展", []),
        ("“讲好中国”故事会", ["中国"]),
        # words that would be cut
        ("发展中国家", []),
        ("其中国家级项目", []),
        ("中国人", []),
        ("中国人民", ["中国", "人民"]),
        ("中国情怀", ["中国"]),
        ("人民币", []),
        ("武汉市场", ["武汉"]),
        ("武汉市委员会", ["武汉市"]),
        ("网上海外推广", []),
        ("与平台和平台合作", []),
        ("重大会议", ["会议"]),
        ("工作会议", ["会议"]),
        ("东西湖区委", []),
        ("东西湖区委员会", ["东西湖区"]),
        # words that only seem to be there
        ("加强国际传播", ["国际传播"]),
        ("中小企业界", ["中小企业"]),
        ("基本社会保险", ["社会"]),
        ("新媒体体系与新媒体系统", ["新媒体", "新媒体"]),
        # quotation marks
        ("共建”一带一路倡议", ["一带一路"]),
        ("共建“一带一路倡议", ["一带一路"]),
        # numbers and Latin words that would be cut
        ("党的二十大精神", ["二十大"]),
        ("第一百二十大", []),
        ("OpenAI与AI大会", ["AI", "大会"]),
        ("AIGC", []),
        ("COP15", ["COP15"]),
        ("COP16", []),
        ("15G", []),
        ("1.5G", []),
        ("2023AI", ["AI"]),
        ("ai时代", ["ai"]),
    ],
)
def test_rows_that_fire(text: str, found: list[str]) -> None:
    assert [match.zh for match in Matcher(ROWS).match(text)] == found


def test_offsets_are_those_of_the_text_as_given() -> None:
    (match,) = Matcher([row("一带一路倡议")]).match("共建“一带 一路”倡议")
    assert (match.start, match.end) == (2, 11)
    assert match.zh == "“一带 一路”倡议"


def winner(*rows: Term, text: str = "融媒体中心", path: str = "", title: str = "") -> Term:
    (match,) = Matcher(rows).match(text, path, title)
    return match.term


def test_an_editors_row_wins_over_a_built_in_one() -> None:
    editors, base = row("融媒体中心", "ours"), row("融媒体中心", "theirs", base=True)
    assert winner(editors, base) is editors
    assert winner(base, editors) is editors


def test_a_row_with_a_scope_wins_where_it_applies() -> None:
    general, scoped = row("融媒体中心", "general"), row("融媒体中心", "local", scope="*武汉*")
    assert winner(scoped, general, title="让世界从武汉读懂中国") is scoped
    assert winner(scoped, general, title="走好创新之路") is general


def test_the_later_row_wins_among_equals() -> None:
    first, second = row("融媒体中心", "first", 2), row("融媒体中心", "second", 9)
    assert winner(first, second) is second


def test_a_name_wins_over_a_term() -> None:
    person, term = row("高峰", "Gao Feng", 2, kind=TermKind.PERSON), row("高峰", "peak", 9)
    assert winner(person, term, text="高峰指出") is person


def test_a_built_in_term_gives_way_to_an_editors_row_inside_it() -> None:
    editors = row("融媒体", "converged media")
    base = row("融媒体中心", "integrated media center", base=True)
    assert winner(editors, base) is editors


def test_it_does_so_even_where_both_say_the_same() -> None:
    """What the editors' row forbids and explains must not be lost."""
    editors = row("融媒体", "integrated media", forbidden=("fused media",), readers_note="A newsroom for all media.")
    base = row("融媒体中心", "integrated media center", base=True)
    assert winner(editors, base) is editors


def test_a_built_in_name_keeps_its_words() -> None:
    editors = row("人民", "the people")
    base = row("人民日报", "People's Daily", base=True, kind=TermKind.ORGANISATION)
    assert winner(editors, base, text="人民日报") is base


def test_an_editors_place_is_kept_inside_the_longer_form_of_its_name() -> None:
    place = TermKind.PLACE
    editors = row("喀什", "Kashi", kind=place)
    base = row("喀什地区", "Kashgar Prefecture", base=True, kind=place)
    assert winner(editors, base, text="喀什地区") is editors
    same = row("喀什地区", "Kashi Prefecture", base=True, kind=place)
    assert winner(editors, same, text="喀什地区") is same


def test_an_editors_row_is_not_lost_to_a_built_in_one_further_left() -> None:
    editors = row("传播能力", "reach")
    base = row("国际传播", "international communication", base=True)
    assert winner(editors, base, text="国际传播能力") is editors


def test_the_beaten_rows_and_the_reason_are_told() -> None:
    (match,) = Matcher(ROWS).match("市委常委")
    assert [term.zh for term in match.beaten] == ["市委"]
    assert match.why == "longer than 市委 (terms.csv:5:1)"


def test_a_refusal_names_the_word() -> None:
    (refusal,) = Matcher(ROWS).refusals("发展中国家")
    assert refusal.term.zh == "中国"
    assert "发展中国家" in refusal.why


def test_a_retired_row_does_not_fire() -> None:
    assert Matcher([row("媒体融合", status="retired")]).match("媒体融合") == ()


@pytest.mark.parametrize(
    ("scope", "path", "title", "inside"),
    [
        ("seeds/wuhan.txt", "seeds/wuhan.txt", "", True),
        ("wuhan.txt", "seeds/wuhan.txt", "", True),
        ("wuhan", "seeds/wuhan.txt", "", True),
        ("wuhan*", "seeds/wuhan.txt", "", True),
        ("hubei*；wuhan*", "seeds/wuhan.txt", "", True),
        ("*扩大对外开放*", "seeds/a.txt", "扩大对外开放\u3000促进交流互鉴", True),
        ("扩大对外开放促进交流互鉴", "seeds/a.txt", "扩大对外开放\u3000促进交流互鉴", True),
        ("hubei*", "seeds/wuhan.txt", "武汉", False),
    ],
)
def test_scope_is_a_glob_over_path_or_title(scope: str, path: str, title: str, inside: bool) -> None:
    assert in_scope(scope, path, title) is inside
