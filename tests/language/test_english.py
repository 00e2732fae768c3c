from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.language.english import (
    enumeration_series,
    find_enumerators,
    find_rendering,
    headline,
    indefinite_article,
    inflections,
    join_sentences,
    lower_start,
    pluralise,
    possessive,
    sentence_start,
    split_italics,
    tidy_english,
    to_spelling,
    typographic,
    with_enumerator,
)
from formatter.language.tables import read_table


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("walking the path of innovation well: advancing media integration", "Walking the Path of Innovation Well: Advancing Media Integration"),
        ("tell China's stories with AI-generated content", "Tell China's Stories with AI-Generated Content"),
        ("a bridge between the past and the future", "A Bridge Between the Past and the Future"),
        ("CPC and iFLYTEK go to Xi'an", "CPC and iFLYTEK Go to Xi'an"),
        ("what it is for", "What It Is For"),
        ("state-of-the-art policy-making", "State-of-the-Art Policy-Making"),
        ("“the” media—a view from above", "“The” Media—A View from Above"),
    ],
)  # fmt: skip
def test_headline_capitals(text: str, titled: str) -> None:
    assert headline(text) == titled


def test_headline_keeps_exact_terms() -> None:
    assert headline("the story of xinhua.net today", keep=("xinhua.net",)) == "The Story of xinhua.net Today"


@given(st.text(max_size=60))
def test_headline_changes_only_case_and_is_stable(text: str) -> None:
    once = headline(text)
    assert once.casefold() == text.casefold()
    assert headline(once) == once


@pytest.mark.parametrize(
    ("text", "raised"),
    [("we build", "We build"), ("“we build”", "“We build”"), ("iFLYTEK says", "iFLYTEK says"), ("e-commerce grows", "E-commerce grows"), ("2,000 came", "2,000 came"), ("", "")],
)  # fmt: skip
def test_sentence_start(text: str, raised: str) -> None:
    assert sentence_start(text) == raised


@pytest.mark.parametrize(
    ("text", "lowered"), [("The plan", "the plan"), ("CPC bodies", "CPC bodies"), ("I think", "I think")]
)
def test_lower_start(text: str, lowered: str) -> None:
    assert lower_start(text) == lowered


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("He said， “yes”。", "He said, “yes.”"),
        ("the “‘one’ plan”, and", "the “‘one’ plan,” and"),
        ('the "one" plan', "the “one” plan"),
        ("《Title》，a book；and more——much more……", "《Title》, a book; and more—much more…"),
        ("news、views（and  more）", "news, views (and more)"),
        ("80 ％ of １２３", "80% of 123"),
        ("the writers' plan isn't new", "the writers' plan isn't new"),
        ("at 10:30, 3,000 came", "at 10:30, 3,000 came"),
        ("「outer『inner』」", "“outer‘inner’”"),
        ("one ,two;three", "one, two; three"),
        ("It ends..", "It ends."),
        ("the U.S. media", "the U.S. media"),
        ("wait , , now", "wait, now"),
    ],
)
def test_punctuation_becomes_english(text: str, tidy: str) -> None:
    assert tidy_english(text) == tidy


def test_british_punctuation_stays_outside() -> None:
    assert tidy_english("the “five centres”, and", "en-GB") == "the “five centres”, and"


@given(st.text(alphabet="ab “”‘’\"',.，。；：（）《》——……1:%-", max_size=40))
def test_tidying_twice_changes_nothing_in_spaces(text: str) -> None:
    tidy = tidy_english(text)
    assert "  " not in tidy and tidy == tidy.strip()
    assert not set(tidy) & set("，。；：（）")


_WORDS = ["the plan", "“one plan”", "‘two’", "it's", "People's Daily", "3,000", "10:30", "80%", "(see below)", "《A Book》",
          "well-known", "U.S.", "—", "…", ",", ".", ";", ":", "?"]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=8))
def test_tidy_text_stays_as_it_is(words: list[str]) -> None:
    tidy = tidy_english(" ".join(words))
    assert tidy_english(tidy) == tidy


def test_typographic_apostrophes() -> None:
    assert typographic("People's Daily, the writers' plan, the '90s") == "People’s Daily, the writers’ plan, the ’90s"


def test_titles_of_works_are_italic_runs() -> None:
    assert split_italics("He read 《A Plan》.") == (("He read ", False), ("A Plan", True), (".", False))
    assert split_italics("no 《mark") == (("no 《mark", False),)
    assert split_italics("") == (("", False),)


@given(st.text(alphabet="ab 《》", max_size=20))
def test_italic_runs_join_to_the_text(text: str) -> None:
    assert "".join(f"《{t}》" if italic else t for t, italic in split_italics(text)) == text


def test_sentences_join_with_one_space() -> None:
    assert join_sentences(["One.", " Two. ", "", "”", "Three."]) == "One. Two.” Three."


@pytest.mark.parametrize(
    ("us", "gb"),
    [
        ("The center organizes a program in color.", "The centre organises a programme in colour."),
        ("toward 80 percent of labor", "towards 80 per cent of labour"),
        ("Centered catalogs on modernization", "Centred catalogues on modernisation"),
        ("DEFENSE counselors traveled", "DEFENCE counsellors travelled"),
    ],
)
def test_spelling_both_ways(us: str, gb: str) -> None:
    assert to_spelling(us, "en-GB") == gb
    assert to_spelling(gb, "en-US") == us


def test_protected_spans_keep_their_spelling() -> None:
    text = "World Trade Center program"
    assert to_spelling(text, "en-GB", [(0, 18)]) == "World Trade Center programme"


def test_an_unknown_spelling_is_refused() -> None:
    with pytest.raises(ValueError, match="en-AU"):
        to_spelling("x", "en-AU")


@pytest.mark.parametrize(
    ("en", "rendering", "found", "exact"),
    [
        ("County-level convergence media centers were built", "convergence media center", "convergence media centers", False),
        ("We are telling China's stories well", "tell China's stories well", "telling China's stories well", False),
        ("Telling China’s story well", "tell China's story well", "Telling China’s story well", False),
        ("Media Integration and Development", "media integration", "Media Integration", True),
        ("in the CPC Wuhan\u00a0Municipal Committee", "CPC Wuhan Municipal Committee", "CPC Wuhan\u00a0Municipal Committee", True),
        ("cities grew", "city", "cities", False),
        ("the data were analyzed", "analyze the data", None, False),
        ("intermediate media", "media", "media", True),
        ("cpc", "CPC", None, False),
        ("two analyses", "analysis", "analyses", False),
    ],
)  # fmt: skip
def test_find_rendering(en: str, rendering: str, found: str | None, exact: bool) -> None:
    span = find_rendering(en, rendering)
    assert (en[span[0] : span[1]] if span else None) == found
    assert span is None or span[2] is exact


def test_exact_rows_take_no_inflected_form() -> None:
    assert find_rendering("media centers", "media center", exact=True) is None
    assert find_rendering("Media center", "media center", exact=True) == (0, 12, True)
    assert find_rendering("Media center", "media center", same_case=True, exact=True) is None


def test_the_written_form_wins_over_an_earlier_inflected_one() -> None:
    assert find_rendering("centers and a center", "center") == (14, 20, True)


@given(st.sampled_from(["media center", "tell China's stories well", "policy", "a high-quality development"]))
def test_a_term_is_one_of_its_forms(term: str) -> None:
    assert term in inflections(term)


@pytest.mark.parametrize(
    ("one", "many"),
    [("center of gravity", "centers of gravity"), ("policy", "policies"), ("media person", "media people"), ("branch", "branches"), ("key", "keys"), ("analysis", "analyses"), ("SOE", "SOEs")],
)  # fmt: skip
def test_pluralise(one: str, many: str) -> None:
    assert pluralise(one) == many


@pytest.mark.parametrize("word", ["hour", "MP", "80 percent rise", "umbrella", "honest", "AI system", "unimportant", "11th", "18 percent", "SOE"])  # fmt: skip
def test_words_that_take_an(word: str) -> None:
    assert indefinite_article(word) == "an"


@pytest.mark.parametrize("word", ["university", "UN body", "European", "one-stop", "US firm", "use", "180-day", "CPC body", "“media” row"])  # fmt: skip
def test_words_that_take_a(word: str) -> None:
    assert indefinite_article(word) == "a"


@pytest.mark.parametrize(("noun", "owned"), [("China", "China's"), ("writers", "writers'"), ("Marx", "Marx's"), ("James", "James's")])  # fmt: skip
def test_possessive(noun: str, owned: str) -> None:
    assert possessive(noun) == owned


def test_a_series_runs_over_segments() -> None:
    texts = ["一是突出“一国一策”。二是注重实效。", "三是机制创新。", "首先，感谢大家。"]
    series = enumeration_series(texts)
    assert [[e.en for e in found] for found in series] == [["First,", "Second,"], ["Third,"], []]


def test_a_new_first_begins_a_new_series() -> None:
    series = enumeration_series(["一是甲；二是乙", "一是丙；二是丁；三是戊"])
    assert [[e.number for e in found] for found in series] == [[1, 2], [1, 2, 3]]


def test_enumerators_have_offsets() -> None:
    (e,) = find_enumerators("他说，第三，要创新")
    assert (e.start, e.end, e.number) == (3, 6, 3)


def test_ordinary_ones_open_nothing() -> None:
    assert find_enumerators("一是一、二是二的态度，这是一是二的问题") != ()
    assert enumeration_series(["这一是非问题"]) == ((),)


@pytest.mark.parametrize(
    ("en", "number", "opened"),
    [
        ("The first is to focus on guidance.", 1, "First, focus on guidance."),
        ("Secondly, Shandong built centers.", 2, "Second, Shandong built centers."),
        ("We build platforms.", 3, "Third, we build platforms."),
        ("Shandong builds platforms.", 3, "Third, Shandong builds platforms."),
        ("Last but least, thank you.", -1, "Finally, Last but least, thank you."),
    ],
)
def test_with_enumerator(en: str, number: int, opened: str) -> None:
    assert with_enumerator(en, number) == opened


def test_spelling_table_has_no_word_twice() -> None:
    words = [r["us"] for r in read_table("spelling")]
    assert len(words) == len(set(words))


def test_dialogue_stays_in_american_english() -> None:
    assert to_spelling("A dialogue on color", "en-US") == "A dialogue on color"
    assert to_spelling("Dialogs on color", "en-GB") == "Dialogues on colour"


@pytest.mark.parametrize(
    ("zh", "numbers"),
    [
        ("第一，坚持开放。第二，坚持合作。", [1, 2]),
        ("第一点，坚持开放。第二点是坚持合作。", [1, 2]),
        ("第一是开放，第二是合作。", [1, 2]),
        ("一要加强合作，二要扩大开放，三要深化交流。", [1, 2, 3]),
        ("一靠政策，二靠科技。", [1, 2]),
        ("发展是第一要务。", []),
        ("第一要务是发展。", []),
        ("他第一，我第二。", []),
    ],
)
def test_the_ways_of_counting_aloud(zh: str, numbers: list[int]) -> None:
    (series,) = enumeration_series([zh])
    assert [e.number for e in series] == numbers
