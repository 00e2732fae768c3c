"""Which approved unit a segment gets."""

from __future__ import annotations

from formatter.memory.store import Memory
from formatter.memory.tmx import MemoryUnit
from formatter.model import Segment, SegmentKind, Span


def segment(text: str, before: str = "", after: str = "") -> Segment:
    return Segment("s01.p01.1", text, SegmentKind.BODY, Span("a.txt", 1, 1), before, after)


def unit(zh: str, en: str, line: int, before: str | None = None, after: str | None = None) -> MemoryUnit:
    return MemoryUnit(zh, en, Span("a.tmx", line, 1), before, after)


def test_spaces_widths_quotes_and_script_make_no_difference() -> None:
    memory = Memory([unit("打造“智能党报”（2023年）。", "Build the Smart Party Paper (2023).", 6)])
    for text in ("打造「智能黨報」(2023年)。", "打造 “智能党报”（２０２３ 年）。"):
        found = memory.find(segment(text))
        assert found is not None and found.span.line == 6
    assert memory.find(segment("打造“智能党报”（2024年）。")) is None


def test_the_unit_whose_neighbours_agree_wins() -> None:
    memory = Memory(
        [
            unit("谢谢大家！", "Thank you all.", 1),
            unit("谢谢大家！", "Thank you for your attention.", 2, before="我的发言到此结束。"),
            unit("谢谢大家！", "Thanks to every one of you.", 3, before="我们感谢志愿者。"),
        ]
    )
    assert memory.find(segment("谢谢大家！", before="我的发言到此结束。")).span.line == 2
    assert memory.find(segment("谢谢大家！", before="我们感谢志愿者。")).span.line == 3
    assert memory.find(segment("谢谢大家！", before="另一句。")).span.line == 1
    assert not memory.conflicts()


def test_conflicting_units_are_named_and_the_later_is_used() -> None:
    memory = Memory([unit("媒体融合", "Media convergence", 6), unit("媒体 融合", "Media integration", 12)])
    assert memory.find(segment("媒体融合")).en == "Media integration"
    (found,) = memory.conflicts()
    assert str(found.span) == "a.tmx:12:1"
    assert "a.tmx:6:1" in found.message


def test_near_units_are_offered_with_their_difference() -> None:
    memory = Memory(
        [
            unit("阅读量达36亿次。", "reached 3.6 billion views.", 6),
            unit("我们举办了很多活动。", "We held many events.", 9),
        ]
    )
    (near,) = memory.fuzzy("总阅读量达37亿次。")
    assert near.unit.span.line == 6
    assert 0.8 < near.ratio < 1
    assert "".join(same + new for same, _, new in near.difference) == "总阅读量达37亿次。"
    assert "".join(same + old for same, old, _ in near.difference) == "阅读量达36亿次。"
    assert memory.fuzzy("阅读量达36亿次。") == ()  # that one is exact, not near
