"""Sentences of speeches with their numbers: right English agrees with the Chinese, and wrong English does not."""

from __future__ import annotations

import pytest

from formatter.language.numbers import Fault, compare_quantities, find_quantities, render_quantity

RIGHT = [
    ("师生比达到1:7。", "The teacher-student ratio has reached 1 to 7."),
    ("男女比例为3比2。", "The ratio of men to women is 3:2."),
    ("投入产出比为1:4.5。", "The input-output ratio is 1:4.5."),
    ("会议于10:30开始。", "The meeting began at 10:30."),
    ("平台存储数据60TB。", "The platform stores 60 TB of data."),
    ("平台存储数据60TB。", "The platform stores 60TB of data."),
    ("每天产生500GB数据。", "Every day 500 GB of data are produced."),
    ("95后成为主力军。", "Those born after 1995 have become the main force."),
    ("95后成为主力军。", "The post-95 generation has become the main force."),
    ("80后、90后占多数。", "Those born in the 1980s and 1990s are in the majority."),
    ("三分之一的用户来自海外。", "One third of the users are from abroad."),
    ("三分之一的用户来自海外。", "A third of the users are from abroad."),
    ("三分之二以上的城市", "more than two-thirds of the cities"),
    ("四分之三的企业", "three quarters of the companies"),
    ("我提三点建议。", "I have three suggestions."),
    ("我提三点建议。", "I have 3 suggestions."),
    ("有5个国家参加。", "Five countries took part."),
    ("有5个国家参加。", "5 countries took part."),
    ("有12个国家参加。", "Twelve countries took part."),
    ("18岁及以上人口占27.5%。", "People aged 18 and above 27.5 percent."),
    ("60岁以上老人占18.7%", "people aged 60 and above accounted for 18.7 percent"),
    ("参会人数超过1500人。", "More than 1,500 people took part."),
    ("参会人数近2000人。", "Nearly 2,000 people took part."),
    ("约有3万名学生", "about 30,000 students"),
    ("患者300余万人次", "more than 3 million patient visits"),
    ("国内生产总值达到126万亿元。", "GDP reached 126 trillion yuan."),
    ("投资1.5亿美元。", "An investment of US$150 million."),
    ("增长8.3%。", "It rose by 8.3 percent."),
    ("下降2.1个百分点。", "It fell by 2.1 percentage points."),
    ("产量翻了一番。", "Output doubled."),
    ("是2012年的3倍。", "It is three times that of 2012."),
    ("覆盖率达九成以上。", "Coverage is over 90 percent."),
    ("绿化率超过百分之四十。", "The green coverage is more than 40 percent."),
    ("位居全球第三位。", "It ranks third in the world."),
    ("第二十一届年会", "the 21st annual meeting"),
    ("2010年至2022年", "from 2010 to 2022"),
    ("5月18日至20日", "May 18 to 20"),
    ("上世纪80年代", "the 1980s"),
    ("21世纪以来", "since the 21st century"),
    ("过去10年", "the past decade"),
    ("过去十年间", "the past ten years"),
    ("一年半以来", "for one and a half years"),
    ("半个世纪前", "half a century ago"),
    ("装机容量3000万千瓦", "an installed capacity of 30 million kilowatts"),
    ("装机容量达到1200兆瓦", "an installed capacity of 1,200 megawatts"),
    ("年吞吐量3500万标准箱", "an annual throughput of 35 million TEUs"),
    ("航程1.2万海里", "a voyage of 12,000 nautical miles"),
    ("面积960万平方公里", "an area of 9.6 million square kilometers"),
    ("种植面积两三千亩", "2,000 to 3,000 mu of fields"),
    ("气温零下20摄氏度", "a temperature of minus 20 degrees Celsius"),
    ("数十个国家", "dozens of countries"),
    ("成百上千的志愿者", "hundreds and thousands of volunteers"),
    ("百余所高校", "more than 100 universities"),
    ("床位不足500张", "fewer than 500 beds"),
    ("至少3次", "at least three times"),
    ("全球50强企业", "the top 50 companies in the world"),
    ("结好城市达2800多对。", "There are more than 2,800 pairs of sister cities."),
    ("3至5年内", "within three to five years"),
    ("减排20%至30%", "a cut of 20 to 30 percent"),
    ("两国建交50周年", "the 50th anniversary of diplomatic relations between the two countries"),
    ("一是加强合作，二是扩大开放。", "First, strengthen cooperation; second, open wider."),
    ("第一，坚持开放。第二，坚持合作。", "First, stay open. Second, cooperate."),
]

WRONG = [
    ("师生比达到1:7。", "The teacher-student ratio has reached 1 to 9."),
    ("平台存储数据60TB。", "The platform stores 60 GB of data."),
    ("增长8.3%。", "It rose by 8.5 percent."),
    ("投资1.5亿美元。", "An investment of US$15 million."),
    ("参会人数超过1500人。", "Nearly 1,500 people took part."),
    ("下降2.1个百分点。", "It fell by 2.1 percent."),
    ("三分之一的用户来自海外。", "One fourth of the users are from abroad."),
    ("95后成为主力军。", "Those born after 1985 have become the main force."),
    ("18岁及以上人口占27.5%。", "People aged 18 and above 22.5 percent."),
]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_right_english_agrees(zh: str, en: str) -> None:
    assert compare_quantities(zh, en) == ()


@pytest.mark.parametrize(("zh", "en"), WRONG)
def test_wrong_english_is_found(zh: str, en: str) -> None:
    assert {f.fault for f in compare_quantities(zh, en)} & set(Fault)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("比例为1:7", "1 to 7"),
        ("数据60TB", "60 TB"),
        ("三分之一", "one third"),
        ("三分之二", "two-thirds"),
        ("5个国家", "five"),
        ("12个国家", "12"),
        ("近20个", "nearly 20"),
        ("450多个", "more than 450"),
        ("36亿次", "3.6 billion"),
        ("第九十三位", "93rd"),
    ],
)
def test_house_style(zh: str, en: str) -> None:
    (quantity,) = find_quantities(zh)
    assert render_quantity(quantity).en == en
