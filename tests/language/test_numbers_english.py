from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.language.numbers import (
    Direction,
    Kind,
    Quantity,
    find_quantities,
    find_quantities_en,
    render_quantity,
)
from formatter.language.numbers.english_numerals import (
    ordinal_digits,
    read_english_number,
    spell_number,
    spell_ordinal,
)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("36亿", "3.6 billion"),
        ("1.5万亿元", "1.5 trillion yuan"),
        ("两三千件", "2,000 to 3,000"),
        ("第九十三位", "93rd"),
        ("第三届", "third"),
        ("450多个", "more than 450"),
        ("近20个", "nearly 20"),
        ("超过80%", "more than 80 percent"),
        ("10万", "100,000"),
        ("五个", "five"),
        ("数百位", "hundreds of"),
        ("几十家", "dozens of"),
        ("三分之二", "two-thirds"),
        ("近半数", "nearly half"),
        ("50强", "top 50"),
        ("翻一番", "doubled"),
        ("0.5个百分点", "0.5 percentage points"),
        ("1亿美元", "US$100 million"),
        ("超13000公里", "more than 13,000 kilometers"),
        ("10年", "10 years"),
        ("一年多", "more than one year"),
        ("10周年", "10th anniversary"),
        ("2023年10月27日", "October 27, 2023"),
        ("2023年10月", "October 2023"),
        ("20世纪90年代", "the 1990s"),
        ("上世纪六七十年代", "the 1960s and 1970s"),
        ("21世纪", "the 21st century"),
        ("60岁以上", "aged 60 and above"),
        ("3万人以上", "at least 30,000 people"),
        ("5000万欧元左右", "about 50 million euros"),
        ("半年", "half a year"),
        ("3—5万人", "30,000 to 50,000"),
        ("38摄氏度", "38°C"),
        ("1234567个", "1,234,567"),
    ],
)
def test_house_style(zh: str, en: str) -> None:
    (q,) = find_quantities(zh)
    assert render_quantity(q).en == en


@pytest.mark.parametrize(
    ("zh", "en"),
    [("80%", "80 per cent"), ("13000公里", "13,000 kilometres"), ("2023年10月27日", "27 October 2023")],
)
def test_british_style(zh: str, en: str) -> None:
    assert render_quantity(find_quantities(zh)[0], "en-GB").en == en


@pytest.mark.parametrize(
    ("zh", "form"),
    [
        ("10万", "one hundred thousand"),
        ("36亿", "3,600,000,000"),
        ("五个", "5"),
        ("450多个", "over 450"),
        ("两三千件", "two to three thousand"),
        ("80%", "80%"),
        ("10年", "a decade"),
        ("1.5万亿元", "RMB 1.5 trillion"),
        ("半年", "six months"),
        ("三分之一", "one-third"),
    ],
)
def test_other_forms_count(zh: str, form: str) -> None:
    assert form in render_quantity(find_quantities(zh)[0]).accepted


def test_a_span_may_leave_its_unit_out() -> None:
    (q,) = find_quantities("13000公里")
    assert render_quantity(q, unit=False).en == "13,000"


@pytest.mark.parametrize(
    ("en", "value"),
    [
        ("3.6 billion views", "3600000000"),
        ("some 3.6 bn views", "~3600000000"),
        ("one hundred and five schools", "105"),
        ("a hundred thousand residents", "100000"),
        ("between 2,000 and 3,000 requests", "2000..3000"),
        ("between two and three years", "2..3 year"),
        ("a quarter or so of them", "~1/4"),
        ("two to three thousand requests", "2000..3000"),
        ("3 to 5 million yuan", "3000000..5000000 CNY"),
        ("more than 450 accounts", ">450"),
        ("200-odd bridges", ">200"),
        ("30 or more sessions", "≥30"),
        ("close to 20 countries", "≲20"),
        ("at least 30 events", "≥30"),
        ("fewer than 100 people", "<100"),
        ("no more than 5 items", "≤5"),
        ("tens of thousands of people", "10000s"),
        ("several hundred envoys", "100s"),
        ("the ninety-third place", "#93"),
        ("ranked 93rd", "#93"),
        ("the top 50 companies", "top50"),
        ("80 per cent", "80%"),
        ("a 5-percentage-point rise", "5pp"),
        ("three-quarters of them", "3/4"),
        ("one in three", "1/3"),
        ("output doubled", "x2"),
        ("a threefold increase", "x3"),
        ("US$5 million", "5000000 USD"),
        ("5 million yuan", "5000000 CNY"),
        ("RMB 5 million", "5000000 CNY"),
        ("13,000 km of roads", "13000 km"),
        ("two and a half years", "2.5 year"),
        ("a year and a half", "1.5 year"),
        ("more than a year", ">1 year"),
        ("three decades", "30 year"),
        ("on October 27, 2023", "2023-10-27"),
        ("27 October 2023", "2023-10-27"),
        ("in September", "--09"),
        ("since 2010", "2010"),
        ("in the 1990s", "1990s"),
        ("the 21st century", "21c"),
        ("at 8 p.m.", "20:00"),
    ],
)
def test_english_quantities(en: str, value: str) -> None:
    assert [q.value for q in find_quantities_en(en)] == [value]


@pytest.mark.parametrize(
    "en",
    [
        "5G and C919",
        "one of the best",
        "First, we focus on guidance",
        "a three-dimensional display",
        "both sides",
        "May we succeed",
    ],
)
def test_english_words_that_are_no_figures(en: str) -> None:
    assert find_quantities_en(en) == ()


@given(st.integers(0, 10**12 - 1))
def test_spelt_numbers_are_read_back(n: int) -> None:
    assert read_english_number(spell_number(n)) == n


@pytest.mark.parametrize(("n", "digits", "words"), [(1, "1st", "first"), (11, "11th", "eleventh"), (23, "23rd", "twenty-third"), (100, "100th", "one hundredth"), (1002, "1,002nd", "one thousand second")])  # fmt: skip
def test_ordinals(n: int, digits: str, words: str) -> None:
    assert (ordinal_digits(n), spell_ordinal(n)) == (digits, words)


_DIRECTIONS = st.sampled_from([d for d in Direction if d is not Direction.SEVERAL])
_VALUES = st.one_of(
    st.integers(3, 9999).map(Decimal),
    st.integers(10, 999).map(lambda n: Decimal(n) * 10**7),
    st.integers(11, 99999).map(lambda n: Decimal(n) / 100),
)


def _same(q: Quantity, en: str) -> bool:
    found = find_quantities_en(en, soft=True)
    return [r.value for r in found] == [q.value]


@given(_VALUES, _DIRECTIONS, st.sampled_from([(Kind.CARDINAL, ""), (Kind.PERCENT, ""), (Kind.MEASURE, "km"), (Kind.MEASURE, "ha"), (Kind.MONEY, "CNY"), (Kind.MONEY, "USD")]), st.sampled_from(["en-US", "en-GB"]))  # fmt: skip
def test_what_is_written_is_read_back(
    low: Decimal, direction: Direction, kind: tuple[Kind, str], spelling: str
) -> None:
    q = Quantity(0, 0, "", kind[0], low, direction=direction, unit=kind[1])
    assert _same(q, f"There were {render_quantity(q, spelling).en} in all.")


@given(st.integers(11, 900), st.integers(1, 99), st.sampled_from([1, 1000, 10**6]))
def test_ranges_are_read_back(low: int, more: int, scale: int) -> None:
    q = Quantity(0, 0, "", Kind.CARDINAL, Decimal(low * scale), Decimal((low + more) * scale))
    assert _same(q, render_quantity(q).en)


@given(st.integers(2, 5000))
def test_ordinals_are_read_back(n: int) -> None:
    q = Quantity(0, 0, "", Kind.ORDINAL, Decimal(n))
    assert _same(q, f"the {render_quantity(q).en} session")


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)))
def test_dates_are_read_back(date: datetime.date) -> None:
    q = Quantity(0, 0, "", Kind.DATE, year=date.year, month=date.month, day=date.day)
    assert _same(q, f"on {render_quantity(q).en}")
