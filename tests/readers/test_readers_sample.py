"""The sample page, listed by hand from reading it: titles, names, lines, and how many paragraphs each speech has."""

from __future__ import annotations

from pathlib import Path

import pytest

from formatter.model import Document, ParagraphRole
from formatter.readers import read_document

PATH = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))

SPEECHES = [
    (4, "走好创新之路", "推进媒体融合", "袭艳春", "山东省委宣传部分管日常工作的副部长", 2),
    (9, "扩大对外开放", "促进交流互鉴", "吴朝安", "湖北武汉市委常委、宣传部部长", 3),
    (15, "整合各类资源", "提升传播效能", "何祖坤", "云南日报报业集团党委书记、社长", 4),
    (22, "发挥舆论功能", "强化社会连接", "陈光", "长江日报社党委书记、社长", 2),
    (27, "依托自身优势", "传播中国声音", "赵迎春", "黑龙江省委宣传部部务委员", 2),
    (32, "发展数字经济", "提供技术支撑", "周明", "湖北武汉临空港经开区管委会主任、东西湖区区长", 4),
    (39, "发挥品牌优势", "提供专业服务", "孟麟", "贵州遵义市委常委、宣传部部长、统战部部长", 3),
    (45, "汇聚融合力量", "壮大主流舆论", "燕旺林", "河北张家口市委常委、宣传部部长、统战部部长", 3),
    (51, "深度解读行业", "广泛传播价值", "蔺明照", "国家电力投资集团有限公司宣传与群团部主任、新闻中心主任", 4),
    (58, "讲好中国故事", "贡献央企力量", "肖谦", "南方电网数字传媒科技有限公司党委副书记", 3),
    (64, "履行社会责任", "提升品牌影响", "康炳建", "中国远洋海运集团有限公司公共关系本部副总经理", 4),
    (71, "坚持全球视野", "创新传播体系", "查长苗", "中国交通建设集团有限公司企业文化部执行总经理、新闻中心主任", 4),
    (78, "搭建交流平台", "彰显社会价值", "仇海波", "中电光谷联合控股有限公司副总经理", 4),
    (85, "深耕传播内容", "塑造品牌形象", "杨正华", "湖南农业发展投资集团有限公司党委副书记、副董事长、总经理", 3),
]


@pytest.fixture(scope="module")
def document() -> Document:
    outcome = read_document("seeds/sample.txt", PATH.read_bytes())
    assert outcome.value is not None
    assert outcome.diagnostics == ()
    return outcome.value


def test_every_speech(document: Document) -> None:
    found = [
        (s.span.line, *s.title, s.speakers[0].name, s.speakers[0].line, len(s.paragraphs)) for s in document.speeches
    ]
    assert found == SPEECHES


def test_one_speaker_each_and_nothing_but_paragraphs(document: Document) -> None:
    assert all(len(speech.speakers) == 1 for speech in document.speeches)
    assert {p.role for speech in document.speeches for p in speech.paragraphs} == {ParagraphRole.BODY}


def test_names_padded_on_the_page(document: Document) -> None:
    padded = [s.speakers[0].display for s in document.speeches if "\u3000" in s.speakers[0].display]
    assert padded == ["陈\u3000光", "周\u3000明", "孟\u3000麟", "肖\u3000谦"]


def test_the_page_heading_is_a_session(document: Document) -> None:
    assert {speech.session.title for speech in document.speeches if speech.session} == {"把握融合规律\u3000提升传播质效"}
    assert all(speech.session for speech in document.speeches)


def test_paragraphs_start_at_their_first_character(document: Document) -> None:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    for speech in document.speeches:
        for paragraph in speech.paragraphs:
            at = paragraph.span
            assert lines[at.line - 1][at.column - 1 :] == paragraph.text
            assert at.length == len(paragraph.text)


def test_encoding(document: Document) -> None:
    assert (document.encoding, document.encoding_guessed) == ("utf-8", False)
