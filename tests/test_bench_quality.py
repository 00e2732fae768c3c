"""How the benchmark counts terms: it decides what the project says of itself."""

from __future__ import annotations

import pytest

pytest.importorskip("sacrebleu")

from bench.quality import count_terms, sign_rows, stand_alone

LINE = "外汇储备增加，外汇局说明储备资产。"
TERMS = {"外汇储备": ["foreign reserves"], "外汇": ["foreign exchange"], "储备": ["stock"], "黄金": ["gold"]}


def test_a_term_inside_a_longer_one_is_wanted_only_where_it_stands_alone() -> None:
    assert stand_alone("外汇储备增加", TERMS) == {"外汇储备"}
    assert stand_alone(LINE, TERMS) == {"外汇储备", "外汇", "储备"}
    assert stand_alone(LINE, {}) == set()


@pytest.mark.parametrize(
    ("english", "every", "outer"),
    [
        ("Foreign reserves rose.", (1, 3), (1, 1)),
        ("Foreign exchange rose.", (1, 3), (0, 1)),
        ("Foreign exchange stock, the foreign reserves, gold", (3, 3), (1, 1)),
    ],
)
def test_terms_are_counted_both_ways(english: str, every: tuple[int, int], outer: tuple[int, int]) -> None:
    assert count_terms(["外汇储备增加"], [english], [TERMS]) == every
    assert count_terms(["外汇储备增加"], [english], [TERMS], nested=False) == outer


def test_the_signature_knows_the_rows() -> None:
    assert sign_rows([TERMS]).endswith("(4 rows for 1 lines)")
    assert sign_rows([TERMS]) != sign_rows([TERMS | {"黄金": ["Gold"]}])
