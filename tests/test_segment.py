from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.language.script import count_han
from formatter.model import Paragraph, ParagraphRole, Session, Span, Speaker, Speech
from formatter.segment import LONG, segment_session, segment_speech, split_sentences

# Each text with its sentence ends shown by "|".
SPLITS = [
    "走好创新之路。|推进媒体融合。",
    "没有标点的一段话",
    "谢谢大家！|再见。",
    # Quotations
    "习近平总书记强调：“着力加强国际传播能力建设、促进文明交流互鉴”。|这为我们做好工作提供了根本遵循。",
    "他说：“媒体要融合。”|我们完全赞成。",
    "他说：“媒体要融合。融合要深入。”|我们完全赞成。",
    "“准备好了吗？”主持人问。|台下一片掌声。",
    "他问：“准备好了吗？”|大家齐声回答。",
    "我们要回答好“怎么办？”这个问题。|答案在基层。",
    "城市党媒必须努力做到“三个不可替代。”的要求。",
    "她说：「媒體要融合。」|我們贊成。",
    "读者看完《怎么办？》一书，受到启发。|我们也是。",
    '他说："融合要深入。"|我们赞成。',
    "“走出去！|我们准备好了。|没有合上的引号",
    # Brackets
    "组建成立遵义融媒传媒（集团）。|内容生产上，着力打造体系。",
    "我们（不，是他们！）做到了。|真好。",
    # Ellipses
    "未来是什么样？|我们还不知道……|但我们在路上。",
    "从文字、图片……到视频，形式多样。",
    "报、刊、网、端……等平台。",
    "真的吗？！|真的！！！|好。",
    # Figures, Latin text, URLs
    "增长了3.5%，达到1.2万亿元。|成绩来之不易。",
    "详见 www.gov.cn/news?id=1.2&x=3。|欢迎访问！",
    "使用Node.js和U.S. News的数据。|完毕。",
    "We build ports. |They connect us.|谢谢。",
    "深圳因港而兴.|未来可期.",
    "一、走好创新之路",
    "1. 坚持创新。|2. 坚持开放。",
    # Lists
    "二是表达形式注重视觉化；三是坚持多元化。",
    "机遇难得；挑战也不少。",
    "在对外宣传的实践中，把握3点原则：一是内容策划坚持国别化、分众化，用“小而美”的故事打动人；|二是表达形式注重视觉化、互动化，用短视频吸引人；|三是在合作交流中坚持多元化、立体化，构建友好网络。",
    "我们的做法是：（一）把住源头，建立从田间到餐桌的全程追溯体系；|（二）管好过程，推行标准化生产和数字化监管；|（三）用好结果，让优质农产品卖出优质价格。",
    # Spaces
    "走好创新之路。 |推进媒体融合。\u3000|完。",
]


@pytest.mark.parametrize("marked", SPLITS)
def test_sentences(marked: str) -> None:
    assert list(split_sentences(marked.replace("|", ""))) == marked.split("|")


CHINESE = st.text(alphabet="媒体融合发展我们说问的一二三是。！？…；，、：“”‘’「」《》（）()\"'.!? \u3000\u00a0ab19％%/\n", max_size=300)


@given(st.one_of(CHINESE, st.text(max_size=80)))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(split_sentences(text)) == text


@given(CHINESE)
def test_no_sentence_is_blank_unless_all_is(text: str) -> None:
    assert not text.strip() or all(sentence.strip() for sentence in split_sentences(text))


def test_a_long_sentence_is_parted_at_its_semicolons() -> None:
    text = "湖南农业集团持续加快品牌建设，" + "加强与主流媒体战略互动，打造传播体系；" * 8 + "不断取得新成效。"
    parts = split_sentences(text)
    assert "".join(parts) == text
    assert len(parts) > 1 and all(part.endswith(("；", "。")) for part in parts)


def test_a_long_sentence_without_semicolons_is_parted_at_commas() -> None:
    text = "这一案例说明媒体融合的道路是走得通的，" * 10 + "完毕。"
    parts = split_sentences(text)
    assert "".join(parts) == text
    assert all(count_han(part) <= LONG for part in parts)


def test_a_long_quotation_is_parted_within() -> None:
    text = "他说：“" + "我们要走出去。" * 30 + "”"
    parts = split_sentences(text)
    assert "".join(parts) == text
    assert all(count_han(part) <= LONG for part in parts) and all(part[-1] in "。”" for part in parts)


def test_a_long_word_without_marks_stays_whole() -> None:
    assert split_sentences("融" * 300) == ("融" * 300,)


def _speech() -> Speech:
    at = Span("a.txt", 3, 3, 10)
    return Speech(
        ("走好创新之路", "推进媒体融合"),
        (Speaker("陈光", "陈\u3000光", "长江日报社社长", at), Speaker("张明", "张明", "", at)),
        (
            Paragraph("第一句。第二句。", Span("a.txt", 5, 3, 8)),
            Paragraph("一、坚持创新。守正", Span("a.txt", 6, 3, 9), ParagraphRole.HEADING),
            Paragraph("第三句。", Span("a.txt", 7, 3, 4)),
        ),
        at,
    )


def test_a_speech_in_segments() -> None:
    segments = segment_speech(_speech(), "s01")
    assert [segment.id for segment in segments] == ["s01-title", "s01-speaker1", "s01-p01-s01", "s01-p01-s02", "s01-p02-s01", "s01-p03-s01"]
    assert [segment.text for segment in segments] == ["走好创新之路\u3000推进媒体融合", "长江日报社社长", "第一句。", "第二句。", "一、坚持创新。守正", "第三句。"]
    assert [str(segment.kind) for segment in segments] == ["title", "speaker", "body", "body", "heading", "body"]


def test_segments_know_their_neighbours_and_places() -> None:
    segments = segment_speech(_speech(), "s01")
    assert (segments[0].before, segments[0].after) == ("", "长江日报社社长")
    assert (segments[3].before, segments[3].after) == ("第一句。", "一、坚持创新。守正")
    assert segments[-1].after == ""
    assert segments[3].span == Span("a.txt", 5, 7, 4)


def test_a_session_is_a_segment() -> None:
    (segment,) = segment_session(Session("智慧港口", Span("a.txt", 1)), "s01")
    assert (segment.id, segment.text, str(segment.kind)) == ("s01-session", "智慧港口", "session")


def test_a_signature_is_one_segment_and_no_sentence() -> None:
    signed = Paragraph("编者。于北京", Span("f.txt", 3, 1), ParagraphRole.SIGNATURE)
    (segment,) = segment_speech(Speech((), (), (signed,), Span("f.txt", 1, 1)), "f01")
    assert (segment.text, str(segment.kind)) == ("编者。于北京", "heading")
