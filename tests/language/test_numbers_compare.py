from __future__ import annotations

import pytest

from formatter.language.numbers import Fault, compare_quantities


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("境内外刊播报道阅读量达36亿次", "Reports at home and abroad were read 3.6 billion times."),
        ("架设“连心桥”200余座、铺就“致富路”超13000公里、建设“发展港”150多个。", "It has built more than 200 bridges, over 13,000 km of roads and more than 150 ports."),
        ("邀请近20个国家和地区参加", "Nearly 20 countries and regions were invited."),
        ("邀请近20个国家和地区参加", "About 20 countries and regions were invited."),
        ("每天办理群众诉求两三千件", "It handles two to three thousand requests a day."),
        ("周边10万中低收入居民", "one hundred thousand low- and middle-income residents"),
        ("从2010年的第九十三位提升至2022年的第三十八位", "from 93rd in 2010 to 38th in 2022"),
        ("党的二十大精神", "the guiding principles of the 20th National Congress of the CPC"),
        ("国内网安50强企业近半数入驻", "nearly half of China's top 50 cybersecurity companies have moved in"),
        ("六个月", "half a year"),
        ("增长一倍", "doubled"),
        ("三成", "30 percent"),
        ("流转土地1.2万亩", "12,000 mu (800 hectares) of land"),
        ("由16万元提高到41万元", "raised from 160,000 yuan to 410,000 yuan"),
        ("约占全岛面积的八分之一", "about one-eighth of the island"),
        ("研发投入突破5亿元", "R&D spending exceeded 500 million yuan"),
        ("研发投入突破5亿元", "R&D spending of 500 million yuan"),
        ("近三年来", "over the past three years"),
        ("今年9月", "in September 2023"),
        ("70多岁的学员", "students in their 70s"),
        ("建成一座博物馆", "built a museum"),
        ("第12条", "Article 12"),
        ("70多年", "more than seven decades"),
        ("两个方面", "both aspects"),
        ("零下20摄氏度", "20 degrees Celsius below zero"),
        ("-5℃", "-5°C"),
        ("1900余个", "more than 1900 villages"),
        ("前三季度", "in the first three quarters"),
        ("2023/2024学年", "in the 2023-2024 academic year"),
        ("每一点七秒", "every 1.7 seconds"),
    ],
)  # fmt: skip
def test_passes(zh: str, en: str) -> None:
    assert compare_quantities(zh, en) == ()


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("阅读量达36亿次", "read 36 billion times", Fault.MISSING),
        ("阅读量达36亿次", "read 3.6 million times", Fault.MISSING),
        ("周边10万居民", "10,000 residents", Fault.MISSING),
        ("第九十三位", "39th place", Fault.MISSING),
        ("邀请近20个国家", "more than 20 countries", Fault.DIRECTION),
        ("架设200余座", "built nearly 200", Fault.DIRECTION),
        ("架设200余座", "built 200", Fault.DIRECTION),
        ("属地化率超过80%", "less than 80 percent", Fault.DIRECTION),
        ("投资5亿元", "an investment of US$500 million", Fault.UNIT),
        ("提高5个百分点", "raised by 5 percent", Fault.UNIT),
        ("推动高质量发展", "promote high-quality development in 31 provinces", Fault.ADDED),
        ("两三千件", "23 cases", Fault.MISSING),
        ("2023年10月27日", "October 28, 2023", Fault.MISSING),
    ],
)
def test_fails(zh: str, en: str, fault: Fault) -> None:
    assert fault in [m.fault for m in compare_quantities(zh, en)]


def test_a_wrong_power_of_ten_is_named() -> None:
    (m,) = compare_quantities("阅读量达36亿次", "36 billion views")
    assert m.near is not None and m.near.value == "36000000000"
