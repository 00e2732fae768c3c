from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.language.numbers import Kind, find_quantities
from formatter.language.numbers.numerals import han_numeral, normalise, read_numeral


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("36亿", 3_600_000_000, None),
        ("1.5万亿", 1_500_000_000_000, None),
        ("3千万", 30_000_000, None),
        ("2亿3000万", 230_000_000, None),
        ("1万2千亿", 1_200_000_000_000, None),
        ("13,000", 13_000, None),
        ("一百零五", 105, None),
        ("一千零一", 1001, None),
        ("一万二", 12_000, None),
        ("三百五", 350, None),
        ("两万五千", 25_000, None),
        ("一百二十三万四千五百六十七", 1_234_567, None),
        ("一亿零五百万", 105_000_000, None),
        ("九十三", 93, None),
        ("十", 10, None),
        ("二〇二三", 2023, None),
        ("贰佰叁拾万", 2_300_000, None),
        ("两三千", 2000, 3000),
        ("三五十", 30, 50),
        ("十二三", 12, 13),
        ("三四十万", 300_000, 400_000),
        ("五六百", 500, 600),
    ],
)
def test_numerals(text: str, low: int, high: int | None) -> None:
    numeral = read_numeral(normalise(text), 0)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.end) == (low, high, len(text))


@given(st.integers(1, 99))
def test_han_numerals_are_read_back(n: int) -> None:
    numeral = read_numeral(han_numeral(n), 0)
    assert numeral is not None and numeral.low == n


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        # counts; a measure word without English goes with the number, one with a meaning stays
        ("架设“连心桥”200余座", "200余座", ">200"),
        ("450多个官方社交账号", "450多个", ">450"),
        ("邀请近20个国家和地区", "近20个", "≲20"),
        ("外籍员工总数超8万人", "超8万", ">80000"),
        ("惠及3000余万人次", "3000余万", ">30000000"),
        ("阅读量达36亿次", "36亿", "3600000000"),
        ("运营英法西葡阿五个语种", "五个", "5"),
        ("每天办理群众诉求两三千件", "两三千件", "2000..3000"),
        ("覆盖2.8万家", "2.8万家", "28000"),
        ("约120家企业", "约120家", "~120"),
        ("不足100人", "不足100", "<100"),
        ("至少30场", "至少30", "≥30"),
        ("不超过5个", "不超过5个", "≤5"),
        ("十几个国家", "十几个", ">10"),
        ("二十来个孩子", "二十来个", "~20"),
        ("数百位外国使节", "数百位", "100s"),
        ("几十家媒体", "几十家", "10s"),
        ("数千万用户", "数千万", "10000000s"),
        ("上百家企业", "上百家", "≥100"),
        ("3万人以上", "3万人以上", "≥30000"),
        ("从业人员3—5万人", "3—5万", "30000..50000"),
        # order and rank
        ("从第九十三位提升至前列", "第九十三位", "#93"),
        ("第十四届缔约方大会", "第十四届", "#14"),
        ("国内网安50强企业", "50强", "top50"),
        ("跻身全球前10名", "前10名", "top10"),
        # shares and multiples
        ("属地化率超过80%", "超过80%", ">80%"),
        ("80%以上", "80%以上", "≥80%"),
        ("百分之九十九点五", "百分之九十九点五", "99.5%"),
        ("提高0.5个百分点", "0.5个百分点", "0.5pp"),
        ("3成以上企业", "3成以上", "≥30%"),
        ("超过九成五", "超过九成五", ">95%"),
        ("占三分之二", "三分之二", "2/3"),
        ("企业近半数入驻", "近半数", "≲1/2"),
        ("产值翻一番", "翻一番", "x2"),
        ("产值翻两番", "翻两番", "x4"),
        ("增长3倍", "3倍", "x3"),
        ("增长20%—30%", "20%—30%", "20..30%"),
        # measures and money
        ("铺就“致富路”超13000公里", "超13000公里", ">13000 km"),
        ("500多万千瓦时", "500多万千瓦时", ">5000000 kWh"),
        ("近200亿千瓦时", "近200亿千瓦时", "≲20000000000 kWh"),
        ("装机8兆瓦", "8兆瓦", "8 MW"),
        ("一百多万亩", "一百多万亩", ">1000000 mu"),
        ("气温38摄氏度", "38摄氏度", "38 degC"),
        ("零下20摄氏度", "零下20摄氏度", "-20 degC"),
        ("约公元前5世纪", "公元前5世纪", "5c"),
        ("60岁以上老人", "60岁以上", "≥60 age"),
        ("投资1.5万亿元", "1.5万亿元", "1500000000000 CNY"),
        ("融资1亿美元", "1亿美元", "100000000 USD"),
        ("投入港幣三十億元", "港幣三十億元", "3000000000 HKD"),
        ("超过新台币5万元", "超过新台币5万元", ">50000 TWD"),
        ("人民币约3亿元", "人民币约3亿元", "~300000000 CNY"),
        ("累计使用美元2.5亿，", "美元2.5亿", "250000000 USD"),
        ("推动人民币3个方面的改革", "3个", "3"),
        ("每斤1元2角", "1元2角", "1.2 CNY"),
        ("八千多元", "八千多元", ">8000 CNY"),
        # time
        ("10年来，武汉", "10年", "10 year"),
        ("成立一年多来", "一年多", ">1 year"),
        ("历时一年半", "一年半", "1.5 year"),
        ("两个半小时", "两个半小时", "2.5 hour"),
        ("两个多月", "两个多月", ">2 month"),
        ("3至5年", "3至5年", "3..5 year"),
        ("3000年历史", "3000年", "3000 year"),
        ("提出10周年", "10周年", "10 anniversary"),
        ("2023年10月27日", "2023年10月27日", "2023-10-27"),
        ("今年9月", "9月", "--09"),
        ("二〇二三年", "二〇二三年", "2023"),
        ("2023年底", "2023", "2023"),
        ("20世纪90年代", "20世纪90年代", "1990s"),
        ("上世纪六七十年代", "上世纪六七十年代", "1960..1970s"),
        ("21世纪", "21世纪", "21c"),
        ("上午9时30分", "9时30分", "09:30"),
        ("晚上8点", "8点", "20:00"),
        # traditional and full-width forms
        ("２００餘座", "２００餘座", ">200"),
        ("兩三萬個", "兩三萬個", "20000..30000"),
    ],
)
def test_quantities(text: str, found: str, value: str) -> None:
    assert [(q.text, q.value) for q in find_quantities(text)] == [(found, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("从2010年的第九十三位提升至2022年的第三十八位", ["2010", "#93", "2022", "#38"]),
        ("由8小时缩短至40分钟", ["8 hour", "40 minute"]),
        ("2010年至2022年", ["2010", "2022"]),
        ("2020—2025年", ["2020", "2025"]),
        ("由2013年的5.5万亿元增长到2023年的10.4万亿元", ["2013", "5500000000000 CNY", "2023", "10400000000000 CNY"]),
    ],
)
def test_several_quantities(text: str, values: list[str]) -> None:
    assert [q.value for q in find_quantities(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "形成全市“一盘棋、一张网”格局",
        "“五大中心”",
        "党的二十大精神",
        "共建“一带一路”",
        "“十四五”规划",
        "“十五五”时期",
        "二十届三中全会",
        "一是着力提升引导力。二是着力提升影响力。",
        "一体推进、一同深度解读",
        "在万物皆媒的今天",
        "千方百计增加农民收入",
        "服务“三农”",
        "作为第一批走出国门的企业",
        "突出“一国一策”，注重“一国多策”",
        "四川、三亚、九江、百色",
        "5G和4K、C919、G20",
        "拨打12345热线",
        "成千上万",
        "千家万户",
        "六盘水与六安",
        "零部件",
        "二十国集团",
        "各二级企业",
        "建設“一帶一路”、「十四五」規劃",
        "深海一号二期工程",
        "从劣五类提升",
        "连续增长两位数",
        "温暖万人心",
        "三季度",
        "三天两头",
        "双11",
        "公元前221年",
        "90后",
        "百年变局",
        "解决了一些问题",
        "多元化",
    ],
)
def test_words_with_numerals_are_no_numbers(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("节约200万吨", "2000000 tonne"), ("附近3家", "3"), ("合约3年", "3 year"), ("从3升至5", "3")],
)
def test_words_that_end_like_a_direction_are_none(text: str, value: str) -> None:
    assert find_quantities(text)[0].value == value


def test_the_past_three_years_are_not_nearly_three() -> None:
    (q,) = find_quantities("近三年来")
    assert (q.text, q.value, q.implied) == ("三年", "3 year", True)


def test_a_verb_of_direction_stays_in_the_text() -> None:
    (q,) = find_quantities("研发投入突破5亿元")
    assert (q.text, q.implied) == ("5亿元", True)


def test_small_common_counts_are_found_only_on_request() -> None:
    assert find_quantities("建成一座博物馆，排名第一") == ()
    assert [q.kind for q in find_quantities("建成一座博物馆，排名第一", soft=True)] == [Kind.CARDINAL, Kind.ORDINAL]


@given(
    st.text(
        alphabet="第前近超约一二两三五十百千万亿多余几数年月日%成倍强个位元公里0123456789.，至—“”半翻番分之",
        max_size=14,
    )
)
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    end = 0
    for q in find_quantities(text, soft=True):
        assert end <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        end = q.end
