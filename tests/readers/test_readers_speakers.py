from __future__ import annotations

import pytest

from formatter.readers.fields import FieldKind, read_fields
from formatter.readers.speakers import read_name, read_signature, read_speaker
from formatter.readers.titles import split_title

ONE = [
    # the name last, first, in the middle
    ("湖北武汉市委常委、宣传部部长\u00a0\u00a0吴朝安", "吴朝安", "湖北武汉市委常委、宣传部部长"),
    ("陶　成　滨海港务集团董事长", "陶成", "滨海港务集团董事长"),
    ("清河大学 张明 教授", "张明", "清河大学 教授"),
    # what holds them apart
    ("张明（清河大学教授）", "张明", "清河大学教授"),
    ("清河大学教授（张明）", "张明", "清河大学教授"),
    ("张明，清河大学教授", "张明", "清河大学教授"),
    ("张明 | 清河大学教授", "张明", "清河大学教授"),
    ("清河大学教授张明", "张明", "清河大学教授"),
    ("中国工程院院士李德仁", "李德仁", "中国工程院院士"),
    ("遵义融媒传媒（集团）董事长 孟麟", "孟麟", "遵义融媒传媒（集团）董事长"),
    ("孟麟（遵义融媒传媒（集团）董事长）", "孟麟", "遵义融媒传媒（集团）董事长"),
    # signs around them
    ("——清河大学教授 张明", "张明", "清河大学教授"),
    ("□ 清河大学教授 张明", "张明", "清河大学教授"),
    ("清河大学 教授 张明：", "张明", "清河大学 教授"),
    ("（清河大学教授　张明）", "张明", "清河大学教授"),
    ("文/张明", "张明", ""),
    # names of other forms
    ("远洋研究院首席专家 欧阳静怡", "欧阳静怡", "远洋研究院首席专家"),
    ("远洋研究院首席专家 欧阳 明", "欧阳明", "远洋研究院首席专家"),
    ("西班牙港务局主席 卡洛斯·费尔南德斯", "卡洛斯·费尔南德斯", "西班牙港务局主席"),
    ("买买提•艾力（西域能源集团总经理）", "买买提•艾力", "西域能源集团总经理"),
    ("国际氢能理事会秘书长 John Smith", "John Smith", "国际氢能理事会秘书长"),
    ("María José García 联合国贸易网络主席", "María José García", "联合国贸易网络主席"),
    ("山东省委宣传部分管日常工作的副部长　袭艳春", "袭艳春", "山东省委宣传部分管日常工作的副部长"),
    ("李德仁院士", "李德仁", "院士"),
    ("约翰·杜瓦（John Dewar）　空间研究院院长", "约翰·杜瓦", "空间研究院院长"),
    ("[英] 玛丽·怀特　极地研究所所长", "玛丽·怀特", "极地研究所所长"),
    ("张明：清河大学校长", "张明", "清河大学校长"),
    ("陈光 CEO", "陈光", "CEO"),
    # parts alone
    ("张明", "张明", ""),
    ("陈　光", "陈光", ""),
    ("湖北日报社社长", "", "湖北日报社社长"),
    ("国家电力投资集团有限公司", "", "国家电力投资集团有限公司"),
]


@pytest.mark.parametrize(("text", "name", "line"), ONE)
def test_one_speaker(text: str, name: str, line: str) -> None:
    (person,) = read_speaker(text).people
    assert (person.name, person.line) == (name, line)


SEVERAL = [
    ("甲港集团董事长 张明；乙港集团总经理 李红", [("张明", "甲港集团董事长"), ("李红", "乙港集团总经理")]),
    ("国家信息中心　安平　张晓东", [("安平", "国家信息中心"), ("张晓东", "国家信息中心")]),
    ("深海所研究员 彭晓彤 海洋出版社社长 于洋", [("彭晓彤", "深海所研究员"), ("于洋", "海洋出版社社长")]),
    ("李　华　王　芳", [("李华", ""), ("王芳", "")]),
    ("清河日报社　李　华　王　芳", [("李华", "清河日报社"), ("王芳", "清河日报社")]),
    ("张明、李红", [("张明", ""), ("李红", "")]),
    ("张明　李红　王芳", [("张明", ""), ("李红", ""), ("王芳", "")]),
]


@pytest.mark.parametrize(("text", "people"), SEVERAL)
def test_several_speakers(text: str, people: list[tuple[str, str]]) -> None:
    assert [(p.name, p.line) for p in read_speaker(text).people] == people


@pytest.mark.parametrize(
    "text",
    ["习近平总书记强调：", "我们要走出去。", "走好创新之路　推进媒体融合", "让世界听见中国！", "国务院总理李强指出：", "共建共享　行稳致远", "一是创新；二是开放；", ""],
)
def test_no_speaker(text: str) -> None:
    assert read_speaker(text).score < 1


@pytest.mark.parametrize(
    ("text", "name", "display"),
    [("陈  光", "陈光", "陈　光"), ("王 小 明", "王小明", "王小明"), ("欧阳 明", "欧阳明", "欧阳明"), ("张明先生", "张明", "张明先生"), ("孙　悦女士", "孙悦", "孙　悦女士")],
)
def test_names_as_the_page_sets_them(text: str, name: str, display: str) -> None:
    found = read_name(text)
    assert found is not None and (found.name, found.display) == (name, display)


@pytest.mark.parametrize("text", ["主任", "副总经理", "清河大学", "张明明是好人吗", "2024", "A", "传播中国声音"])
def test_not_a_sure_name(text: str) -> None:
    found = read_name(text)
    assert found is None or not found.sure


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("（作者系湖北日报社社长）", "", "湖北日报社社长"),
        ("（作者：张明，清河大学教授）", "张明", "清河大学教授"),
        ("（作者张明系清河大学教授）", "张明", "清河大学教授"),
        ("本文作者为平遥古城保护中心主任。", "", "平遥古城保护中心主任"),
        ("（张明系清河大学教授）", "张明", "清河大学教授"),
        ("（湖北日报社社长　张明）", "张明", "湖北日报社社长"),
    ],
)
def test_signatures(text: str, name: str, line: str) -> None:
    (person,) = read_signature(text).people
    assert (person.name, person.line) == (name, line)


# --- Titles and labels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("走好创新之路\u00a0\u00a0推进媒体融合", ("走好创新之路", "推进媒体融合")),
        ("走好创新之路 推进媒体融合", ("走好创新之路", "推进媒体融合")),
        ("把握规律　提升质效　走好新路", ("把握规律", "提升质效", "走好新路")),
        ("以“一带一路” 连接世界", ("以“一带一路”", "连接世界")),
        ("AI 赋能千行百业", ("AI 赋能千行百业",)),
        ("AI Governance for All", ("AI Governance for All",)),
        ("迈向 2030 的港口", ("迈向 2030 的港口",)),
        ("致　辞", ("致辞",)),
        ("开 幕 词", ("开幕词",)),
        ("一 二三 四五六 七八九 十", ("一 二三 四五六 七八九 十",)),
        ("■ 走好创新之路", ("走好创新之路",)),
        ("【走好创新之路】", ("走好创新之路",)),
        ("《向海图强》", ("向海图强",)),
        ("《向海图强》读后", ("《向海图强》读后",)),
        ("  ", ()),
    ],
)
def test_title_parts(text: str, parts: tuple[str, ...]) -> None:
    assert split_title(text) == parts


def test_fields() -> None:
    fields = read_fields("演讲人：慕容雪　单位：江南电网公司　职　务：工程师")
    assert [(f.kind, f.value) for f in fields] == [
        (FieldKind.SPEAKER, "慕容雪"),
        (FieldKind.BODY_AND_POST, "江南电网公司"),
        (FieldKind.BODY_AND_POST, "工程师"),
    ]


@pytest.mark.parametrize("text", ["标题：时间：最公正的裁判", "【标题】时间：最公正的裁判", "标  题:时间：最公正的裁判"])
def test_a_title_holds_all_of_its_line(text: str) -> None:
    (field,) = read_fields(text)
    assert (field.kind, field.value) == (FieldKind.TITLE, "时间：最公正的裁判")


@pytest.mark.parametrize("text", ["时间：最公正的裁判", "翻译：连接世界的桥梁", "我的标题：好", "演讲：声音的力量", "标题党的危害"])
def test_no_field(text: str) -> None:
    assert read_fields(text) == ()
