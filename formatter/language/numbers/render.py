"""Write a quantity in English, in house style, with every other form that counts as the same.

House style: numbers below ten in words where nothing is measured, digits from ten; 3.6 billion from a million up;
80 percent (80 per cent in British spelling); 93rd; 2,000 to 3,000; more than 450; US$5 million, 5 million yuan.
Units, dates and digit grouping come from Unicode CLDR through Babel.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

from formatter.language.numbers.english_numerals import (
    SCALES,
    ordinal_digits,
    spell_number,
    spell_ordinal,
)
from formatter.language.numbers.quantity import Direction, Kind, Quantity, plain
from formatter.language.tables import alternatives, read_table


@dataclass(frozen=True, slots=True)
class Rendering:
    """The English to write, and the other forms that say the same."""

    en: str
    accepted: tuple[str, ...] = ()


_BEFORE: dict[Direction, tuple[str, ...]] = {
    Direction.EXACT: ("",),
    Direction.ABOUT: ("about {}", "around {}", "approximately {}", "roughly {}", "some {}", "{} or so"),
    Direction.NEARLY: ("nearly {}", "almost {}", "close to {}", "approaching {}", "just under {}"),
    Direction.MORE: ("more than {}", "over {}", "above {}", "upwards of {}", "in excess of {}", "exceeding {}"),
    Direction.AT_LEAST: ("at least {}", "{} or more", "no fewer than {}", "no less than {}", "more than {}", "over {}"),
    Direction.LESS: ("less than {}", "fewer than {}", "under {}", "below {}"),
    Direction.AT_MOST: ("no more than {}", "at most {}", "up to {}", "not exceeding {}", "{} or less", "{} or fewer"),
    Direction.SEVERAL: ("{}",),
}
_SUFFIX_STYLE = {"以上": "{} or more", "以下": "{} or less", "及以上": "{} or more", "及以下": "{} or less"}
_GROUPS = {
    10: ("dozens of", "several dozen", "scores of", "tens of"),
    100: ("hundreds of", "several hundred", "a few hundred"),
    1000: ("thousands of", "several thousand", "a few thousand"),
    10**4: ("tens of thousands of",),
    10**5: ("hundreds of thousands of", "several hundred thousand"),
    10**6: ("millions of", "several million", "a few million"),
    10**7: ("tens of millions of",),
    10**8: ("hundreds of millions of", "several hundred million"),
    10**9: ("billions of", "several billion"),
    10**10: ("tens of billions of",),
    10**11: ("hundreds of billions of", "several hundred billion"),
    10**12: ("trillions of", "several trillion"),
}
_TIMES = {2: ("doubled", "twofold"), 3: ("tripled", "threefold"), 4: ("quadrupled", "fourfold"), 5: ("fivefold",)}


def render_quantity(q: Quantity, spelling: str = "en-US", unit: bool = True) -> Rendering:
    """Write a quantity in English.

    ``spelling`` is en-US or en-GB. With ``unit`` false the unit of measure or currency is left out (for a span that
    ends before it). The first form is house style; every form has the same value and direction.
    """
    forms = _unique(_render(q, spelling, unit))
    return Rendering(forms[0], tuple(forms[1:]))


def _unique(forms: list[str]) -> list[str]:
    return list(dict.fromkeys(forms))


def _render(q: Quantity, spelling: str, unit: bool) -> list[str]:
    match q.kind:
        case Kind.DATE:
            return _dates(q, spelling)
        case Kind.DECADE:
            decade = plain(q.low)
            if q.high is not None:
                second = plain(q.high)
                return [f"the {decade}s and {second}s", f"the {decade}s and the {second}s", f"{decade}s and {second}s"]
            return [f"the {decade}s", f"{decade}s", f"the {decade[2:]}s"]
        case Kind.CENTURY:
            n = int(q.low)
            era = " BC" if q.classifier else ""
            forms = (f"the {ordinal_digits(n)} century", f"{ordinal_digits(n)} century", f"{spell_ordinal(n)} century")
            return [f"{form}{era}" for form in forms]
        case Kind.CLOCK:
            hour, minute = int(q.low), int(q.high or 0)
            half = f"{(hour - 1) % 12 + 1}:{minute:02d} {'a.m.' if hour < 12 else 'p.m.'}"
            return [f"{hour}:{minute:02d}", f"{hour:02d}:{minute:02d}", half]
        case Kind.RATIO:
            low, high = plain(q.low), plain(q.high or Decimal(0))
            return [f"{low} to {high}", f"{low}:{high}", f"{low}-to-{high}", f"{low}-{high}", f"{low}–{high}"]
        case Kind.ORDINAL:
            n = int(q.low)
            digits, words = ordinal_digits(n), spell_ordinal(n)
            return [words, digits, f"No. {n}"] if n < 10 else [digits, words, f"No. {n}"]
        case Kind.RANKING:
            n = int(q.low)
            return [f"top {n}", *([f"top {spell_number(n)}"] if n <= 100 else []), f"leading {n}"]
    if q.direction is Direction.SEVERAL:
        return _several(q)
    if q.kind is Kind.MULTIPLE and q.verb:
        n = int(q.low)
        return [*_TIMES.get(n, ()), f"increased {spell_number(n)}fold", f"{spell_number(n)}-fold", f"{n} times"]
    return _directed(q, _amounts(q, spelling, unit))


def _directed(q: Quantity, amounts: list[str]) -> list[str]:
    if q.direction is Direction.EXACT or q.implied:
        return amounts
    patterns = list(_BEFORE[q.direction])
    if q.kind is Kind.CARDINAL and _takes_noun(q):  # 30,000 people or more reads badly
        patterns = [p for p in patterns if p.startswith(("at", "no", "more", "over", "up", "about", "around"))]
    for ending, pattern in _SUFFIX_STYLE.items():
        if q.text.endswith(ending) and not (q.kind is Kind.CARDINAL and _takes_noun(q)):
            patterns.insert(0, pattern)
    if q.unit == "age" and q.direction in (Direction.AT_LEAST, Direction.AT_MOST):
        patterns.insert(0, "aged {} and above" if q.direction is Direction.AT_LEAST else "aged {} and below")
        amounts = [plain(q.low), *amounts]
    return [pattern.format(amount) for amount in amounts for pattern in patterns]


def _several(q: Quantity) -> list[str]:
    forms = list(_GROUPS.get(int(q.low), ()))
    if not forms:
        forms = [f"several times {_numbers(q.low, True)[0]}"]
    noun = _unit_names(q, plural=True, spelling="en-US")
    if q.kind is Kind.MULTIPLE:
        return ["several times", "several-fold", "many times"]
    if q.unit == "year" and q.low == 10:
        return ["several decades", "decades", "dozens of years"]
    if not noun:
        return forms
    return [f"{form} {noun[0]}" for form in forms]


# --- The number itself -------------------------------------------------------------------------------------


@cache
def _numbers(value: Decimal, words: bool) -> tuple[str, ...]:
    """The forms of a number. ``words``: a number below ten may stand in words, and then does."""
    forms: list[str] = []
    whole = value == value.to_integral_value()
    if value >= 10**6:
        for name in ("trillion", "billion", "million"):
            scale = SCALES[name]
            scaled = value / scale
            if value >= scale and scaled == round(scaled, 3) and scaled < 10**6:
                forms.append(f"{_grouped(scaled)} {name}")
                if scaled == int(scaled) and scaled < 100:
                    forms.append(f"{spell_number(int(scaled))} {name}")
    elif value >= 1000 and value % 1000 == 0:
        thousands = int(value / 1000)
        forms += [f"{thousands} thousand", f"{spell_number(thousands)} thousand"]
    digits = _grouped(value)
    forms.insert(len(forms) if value >= 10**6 and forms else 0, digits)
    if whole and 1000 <= value < 10000:
        forms.append(plain(value))
    if (whole and value <= 100) or (value % 100 == 0 and value < 1000):
        spelt = spell_number(int(value))
        forms.insert(0 if words and value < 10 else len(forms), spelt)
        if value == 100:
            forms.append("a hundred")
        if value == 2:
            forms.append("both")
    elif value in (1000, 10**6, 10**9):
        forms.append(f"a {spell_number(int(value)).split()[1]}")
    return tuple(_unique(forms))


def _grouped(value: Decimal) -> str:
    return format_decimal(value, locale="en_US", decimal_quantization=False)


def _amounts(q: Quantity, spelling: str, unit: bool) -> list[str]:
    if q.kind is Kind.FRACTION:
        return _fractions(q)
    if q.low < 0:
        n, names = plain(-q.low), _unit_names(q, True, spelling)
        below = [f"{n} {name} below zero" for name in names]
        if q.direction in (Direction.MORE, Direction.NEARLY, Direction.ABOUT):
            return below  # 零下30多摄氏度 is colder than 30 below, not above -30
        return [f"-{n}°C", *(f"minus {n} {name}" for name in names), *below]
    measured = q.kind is not Kind.CARDINAL
    if q.kind in (Kind.PERCENT, Kind.POINTS):
        return _percentages(q, spelling, unit)
    if q.kind is Kind.MULTIPLE:
        return _multiples(q)
    if q.kind is Kind.MONEY and unit:
        return _money(q)
    if q.high is not None:
        numbers = _ranges(q.low, q.high, not measured or q.unit in _WORDS_WITH)
    else:
        numbers = list(_numbers(q.low, not measured or q.unit in _WORDS_WITH))
    if not unit or not (q.unit or _takes_noun(q)):
        return numbers if q.direction is Direction.EXACT else [n for n in numbers if n != "both"]
    numbers = [n for n in numbers if n not in ("both", "a hundred", "a thousand")]
    if q.unit == "anniversary" and q.high is None:
        return [f"{ordinal_digits(int(q.low))} anniversary", f"{spell_ordinal(int(q.low))} anniversary"]
    singular = q.low == 1 and q.high is None
    names = _unit_names(q, not singular, spelling)
    if q.unit == "degC":
        return [f"{n}°C" for n in numbers] + [f"{n} {name}" for n in numbers for name in names]
    forms = [f"{n} {name}" for name in names for n in numbers]
    if q.low == 1 and q.high is None:
        forms += [f"a {names[0]}" if names[0][0] not in "aeiouh" else f"an {names[0]}"]
    if q.unit == "year" and q.low == Decimal("0.5"):
        forms = ["half a year", "six months", "a half year", *forms]
    elif q.low == Decimal("0.5"):
        noun = _unit_names(q, False, spelling)[0]
        forms = [f"half {'an' if noun[0] in 'aeiou' or noun == 'hour' else 'a'} {noun}", *forms]
    elif q.low == Decimal("1.5") and q.high is None and q.unit in _WORDS_WITH:
        forms += [f"one and a half {names[0]}", f"a {_unit_names(q, False, spelling)[0]} and a half"]
    if q.unit == "year" and q.low % 10 == 0 and q.high is None and 10 <= q.low <= 100:
        forms += _decades_long(int(q.low) // 10)
    return forms


_WORDS_WITH = ("year", "month", "week", "day", "hour", "minute", "century", "quarter", "workday")


def _decades_long(n: int) -> list[str]:
    if n == 10:
        return ["a century", "one century", "a hundred years"]
    return ["a decade", "one decade"] if n == 1 else [f"{spell_number(n)} decades"]


def _takes_noun(q: Quantity) -> bool:
    """A kept measure word inside the span (5万人以上) has to be said in English."""
    return (
        bool(q.classifier) and q.kind is Kind.CARDINAL and q.text.rfind(q.classifier) >= 0 and bool(_noun(q.classifier))
    )


@cache
def _noun(classifier: str) -> tuple[str, str] | None:
    for row in read_table("classifiers"):
        if row["zh"] == classifier and row["en"]:
            return row["en"], row["en_plural"]
    return None


def _unit_names(q: Quantity, plural: bool, spelling: str) -> list[str]:
    if q.kind is Kind.CARDINAL:
        noun = _noun(q.classifier)
        return [noun[plural]] if noun else []
    if q.kind is Kind.MONEY:
        return [_currency(q.unit)["after"] or f"{q.unit}"]
    return list(_cldr_names(q.unit, plural, spelling))


@cache
def _cldr_names(unit: str, plural: bool, spelling: str) -> tuple[str, ...]:
    row = next((r for r in read_table("units") if r["key"] == unit), None)
    if row is None:
        return ()
    locale = "en_GB" if spelling == "en-GB" else "en_US"
    names: list[str] = []
    if row["cldr"]:
        names.append(format_unit(2 if plural else 1, row["cldr"], locale=locale).split(" ", 1)[-1])
        other = "en_US" if locale == "en_GB" else "en_GB"
        names.append(format_unit(2 if plural else 1, row["cldr"], locale=other).split(" ", 1)[-1])
    if row["en"]:
        names.append(row["en_plural"] if plural else row["en"])
    return tuple(
        _unique(names + list(alternatives(row["accepted"])) + ([unit] if row["cldr"] and unit in _SYMBOLS else []))
    )


_SYMBOLS = ("km", "cm", "mm", "m", "kg", "g", "kWh", "kW", "MW", "GW", "ha", "nm")


def _ranges(low: Decimal, high: Decimal, words: bool) -> list[str]:
    forms: list[str] = []
    small = words and high <= 10
    lows, highs = (
        tuple(n for n in _numbers(v, small) if n != "both" and not (n.isdigit() and len(n) == 4)) for v in (low, high)
    )
    if high > 10 or not words:
        lows = tuple(n for n in lows if n[0].isdigit()) or lows
        highs = tuple(n for n in highs if n[0].isdigit()) or highs
    a, b = lows[0], highs[0]
    scale = b.split(" ", 1)[1] if " " in b and b[0].isdigit() else ""
    if scale and a.endswith(f" {scale}"):
        forms.append(f"{a.removesuffix(f' {scale}')} to {b}")
    forms += [f"{a} to {b}", f"{a} or {b}", f"between {a} and {b}", f"from {a} to {b}"]
    forms += [f"{a}–{b}", f"{a}-{b}"] if a[0].isdigit() else []
    forms += [f"{x} {word} {y}" for x in lows for y in highs for word in ("to", "or")]
    thousands = [(low / s, high / s, n) for n, s in SCALES.items() if low % s == 0 and high % s == 0 and high / s < 100]
    for x, y, name in thousands:
        forms += [f"{spell_number(int(x))} {w} {spell_number(int(y))} {name}" for w in ("to", "or")]
    return forms


def _percentages(q: Quantity, spelling: str, unit: bool) -> list[str]:
    points = q.kind is Kind.POINTS
    british = spelling == "en-GB"
    numbers = [
        n
        for n in (_ranges(q.low, q.high, False) if q.high is not None else _numbers(q.low, False))
        if n[0].isdigit() or "between" in n or n.startswith("from") or not q.high
    ]
    if not unit:
        return numbers
    if points:
        names = ["percentage points", "percentage point"]
        if q.low == 1 and q.high is None:
            names.reverse()
        return [f"{n} {name}" for name in names for n in numbers]
    names = ["per cent", "percent"] if british else ["percent", "per cent"]
    forms = [f"{n} {name}" for name in names for n in numbers] + [f"{n}%" for n in numbers if n[-1].isdigit()]
    if q.high is not None:
        forms += [f"{plain(q.low)}% to {plain(q.high)}%", f"{plain(q.low)} percent to {plain(q.high)} percent"]
    return forms


_PARTS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters")}


def _fractions(q: Quantity) -> list[str]:
    n, d = int(q.low), q.denominator
    one, many = _PARTS.get(d, (spell_ordinal(d), f"{spell_ordinal(d)}s"))
    if (n, d) == (1, 2):
        return ["half", "one half", "one-half", "50 percent", "50%"]
    if n == 1:
        article = "an" if one[0] in "aeiou" else "a"
        return [f"one {one}", f"{article} {one}", f"one-{one}", f"1/{d}", f"one in {spell_number(d)}"]
    words = spell_number(n)
    forms = [f"{words}-{many}", f"{words} {many}", f"{n}/{d}"]
    if d == 4:
        forms += [f"{words}-fourths", f"{words} fourths"]
    return forms


def _multiples(q: Quantity) -> list[str]:
    if q.high is not None:
        return [f"{form} times" for form in _ranges(q.low, q.high, True)]
    forms = [f"{n} times" for n in _numbers(q.low, True) if n != "both"]
    if q.low == int(q.low):
        n = int(q.low)
        if n <= 20:
            forms += [f"{spell_number(n)}fold", f"{spell_number(n)}-fold"]
        forms += [*_TIMES.get(n, ())]
        if n == 2:
            forms.append("twice")
        if q.classifier == "增":  # 增长3倍: up by 300 percent
            forms += [f"{n * 100} percent", f"{n * 100}%"]
    return forms


@cache
def _currency(code: str) -> dict[str, str]:
    return next(r for r in read_table("currencies") if r["code"] == code)


def _money(q: Quantity) -> list[str]:
    row = _currency(q.unit)
    numbers = _ranges(q.low, q.high, False) if q.high is not None else list(_numbers(q.low, False))
    digits = [n for n in numbers if n[0].isdigit()]
    first = [f"{row['before']}{n}" for n in digits] if row["before"] else [f"{n} {row['after']}" for n in numbers]
    return first + [form.format(n) for form in alternatives(row["accepted"]) for n in (digits or numbers)]


def _dates(q: Quantity, spelling: str) -> list[str]:
    if q.year and not q.month:
        return [str(q.year)]
    date = datetime.date(q.year or 2000, q.month or 1, min(q.day, 31) or 1) if q.month and _real(q) else None
    if date is None:
        day = ordinal_digits(q.day) if q.day else ""
        return [f"the {day}", day, str(q.day)]
    if not q.day:
        return [format_date(date, f"{month}{' y' if q.year else ''}", locale="en_US") for month in ("MMMM", "MMM")]
    us, gb = ("MMMM d, y", "d MMMM y") if q.year else ("MMMM d", "d MMMM")
    forms = [format_date(date, us, locale="en_US"), format_date(date, gb, locale="en_GB")]
    if spelling == "en-GB":
        forms.reverse()
    return [*forms, format_date(date, us.replace("MMMM", "MMM"), locale="en_US")]


def _real(q: Quantity) -> bool:
    try:
        datetime.date(q.year or 2000, q.month, q.day or 1)
    except ValueError:
        return False
    return True
