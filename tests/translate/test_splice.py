"""Places for a constraint that the engine left out."""

from __future__ import annotations

from formatter.translate.splice import choose_edits, possible_edits

TEXT = "We push the mixing of media, every day."


def shown(edits: tuple[tuple[int, int], ...]) -> list[str]:
    return [TEXT[a:b] for a, b in edits]


def test_spans_of_the_right_length_come_first_and_stop_at_punctuation() -> None:
    edits = possible_edits(TEXT, (), TEXT.index("mixing"), True, 2, 8)
    assert shown(edits) == ["mixing of", "", "mixing", "mixing of media"]


def test_blocked_words_are_left_alone() -> None:
    of = TEXT.index("of")
    assert shown(possible_edits(TEXT, [(of, of + 2)], TEXT.index("mixing"), True, 2, 8)) == ["", "mixing"]


def test_an_unsure_single_try_is_an_insertion() -> None:
    ((start, end),) = possible_edits(TEXT, (), TEXT.index("mixing"), False, 2, 1)
    assert start == end == TEXT.index("mixing")


def test_a_text_without_words_still_has_a_place() -> None:
    assert possible_edits("", (), 0, False, 1, 8) == ((0, 0),)
    assert possible_edits("...", (), 2, True, 1, 8) == ((0, 0),)


def test_choices_do_not_overlap() -> None:
    chosen = choose_edits([(0, [(3, 9)]), (1, [(3, 9), (5, 5)]), (2, [(10, 12)])])
    assert chosen == ((0, (3, 9)), (1, (9, 9)), (2, (10, 12)))
