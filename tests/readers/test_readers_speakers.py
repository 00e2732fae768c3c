from __future__ import annotations

import pytest

from formatter.readers.evidence import Evidence
from formatter.readers.fields import FieldKind, read_fields
from formatter.readers.lines import make_line
from formatter.readers.patterns import read_when
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
    ("［德］ 卡尔·穆勒　极地研究所所长", "卡尔·穆勒", "极地研究所所长"),
    ("约翰·杜瓦（John Dewar），空间研究院院长", "约翰·杜瓦", "空间研究院院长"),
    ("约翰·杜瓦（John Dewar）", "约翰·杜瓦", ""),
    ("John Dewar（约翰·杜瓦）　空间研究院院长", "约翰·杜瓦", "空间研究院院长"),
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


ORIGINALS = [
    ("约翰·杜瓦（John Dewar），空间研究院院长", "John Dewar"),
    ("玛丽亚·洛佩兹 (María López-Díaz)　联合国贸易网络主席", "María López-Díaz"),
    ("伊万·彼得罗夫（PETROV Ivan）", "PETROV Ivan"),
    ("单瑛（Shan Ying）　清河大学教授", "Shan Ying"),
    ("María López（玛丽亚·洛佩兹）　联合国贸易网络主席", "María López"),
    ("张明（清河大学教授）", ""),
    # a body beside a name is no spelling of it
    ("张明（IBM）", ""),
    ("张明（Qinghe University）", ""),
    ("国际氢能理事会秘书长 John Smith", ""),
]


@pytest.mark.parametrize(("text", "original"), ORIGINALS)
def test_the_names_own_spelling(text: str, original: str) -> None:
    (person,) = read_speaker(text).people
    assert person.original == original


SEVERAL = [
    ("李想（清河大学学生）、阿米娜·哈桑（埃及青年企业家）、朴智慧（青年联盟（韩国）秘书长）", [("李想", "清河大学学生"), ("阿米娜·哈桑", "埃及青年企业家"), ("朴智慧", "青年联盟（韩国）秘书长")]),
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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、走好新路", "一、"),
        ("（二）走好新路", "（二）"),
        ("3. 走好新路", "3. "),
        ("4．走好新路", "4．"),
        ("12 走好新路", "12 "),
        ("发言三：走好新路", "发言三："),
        ("发言之四　走好新路", "发言之四　"),
        ("第五讲 走好新路", "第五讲 "),
        ("⑥走好新路", "⑥"),
        ("5G改变社会", ""),
        ("3.5亿人的选择", ""),
        ("10 年来的变化", ""),
        ("100 天的坚守", ""),
        ("一带一路", ""),
        ("第五届论坛", ""),
        ("2024年5月8日", ""),
    ],
)
def test_numbers_before_titles(text: str, number: str) -> None:
    assert Evidence(make_line("a.txt", 1, text, 0)).number == number


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024年9月12日　浙江宁波", ("2024年9月12日", "浙江宁波")),
        ("（2023年10月18日，北京）", ("2023年10月18日", "北京")),
        ("二〇二四年五月二十日　香港", ("二〇二四年五月二十日", "香港")),
        ("上海，2025年7月26日", ("2025年7月26日", "上海")),
        ("9月13日至15日", ("9月13日至15日", "")),
        ("2024.6.5 宁波", ("2024.6.5", "宁波")),
        ("时间：6月6日上午", ("6月6日上午", "")),
    ],
)
def test_dates_and_places(text: str, when: tuple[str, str]) -> None:
    assert read_when(text) == when


@pytest.mark.parametrize("text", ["今年9月，遵义市整合遵义日报社。", "2023年10月18日在北京的讲话", "10年来，武汉持续扩大开放", "走好创新之路"])
def test_no_date(text: str) -> None:
    assert read_when(text) is None


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
