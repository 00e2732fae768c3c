"""A speaker line of which a part has no English."""

from __future__ import annotations

from formatter.layout.parts import _english_speaker
from formatter.layout.plan import Role
from formatter.model import Bilingual, Span, Speaker, TranslatedSpeaker


def test_the_part_without_english_is_marked_and_nothing_else() -> None:
    speaker = Speaker("陈光", "陈光", "某社（海外）社长、武汉市副市长", Span("a.txt", 1))
    line = Bilingual(speaker.line, "President, 某社（海外）, and Vice Mayor of Wuhan")
    done = TranslatedSpeaker(speaker, Bilingual("陈光", "Chen Guang"), line, Bilingual(), (), ())
    runs = _english_speaker(done, Role.SPEAKER).runs
    assert [(r.text, r.untranslated) for r in runs] == [
        ("Chen Guang, President, ", False),
        ("某社（海外）", True),
        (", and Vice Mayor of Wuhan", False),
    ]
