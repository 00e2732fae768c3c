from __future__ import annotations

import pytest

from formatter.language.places import country_in_english, find_places, parse_place, place_in_english
from formatter.language.tables import read_table


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("湖北武汉", "Wuhan, Hubei Province"),
        ("贵州省遵义市", "Zunyi, Guizhou Province"),
        ("陕西", "Shaanxi"),
        ("山西省", "Shanxi Province"),
        ("内蒙古自治区呼和浩特市", "Hohhot, Inner Mongolia Autonomous Region"),
        ("西藏自治区拉萨市", "Lhasa, Xizang Autonomous Region"),
        ("新疆乌鲁木齐", "Urumqi, Xinjiang Uygur Autonomous Region"),
        ("黑龙江哈尔滨", "Harbin, Heilongjiang Province"),
        ("香港", "Hong Kong"),
        ("澳门特别行政区", "Macao Special Administrative Region"),
        ("北京市海淀区", "Haidian District, Beijing"),
        ("武汉市东西湖区", "Dongxihu District, Wuhan"),
        ("山东省济宁市曲阜市", "Qufu, Jining, Shandong Province"),
        ("浙江省杭州市淳安县下姜村", "Xiajiang Village, Chun'an County, Hangzhou, Zhejiang Province"),
        ("甘肃省陇南市康县", "Kangxian County, Longnan, Gansu Province"),
        ("云南省怒江傈僳族自治州", "Nujiang Lisu Autonomous Prefecture, Yunnan Province"),
        ("延边州", "Yanbian Prefecture"),
        ("内蒙古自治区锡林郭勒盟", "Xilingol League, Inner Mongolia Autonomous Region"),
        ("天津市滨海新区", "Binhai New Area, Tianjin"),
        ("安徽六安", "Lu'an, Anhui Province"),
        ("雲南普洱", "Pu'er, Yunnan Province"),
        ("长江", "Yangtze River"),
        ("法国", "France"),
    ],
)
def test_place_in_english(zh: str, en: str) -> None:
    assert place_in_english(zh) == en


@pytest.mark.parametrize("zh", ["", "临空港经开区", "社区", "乡村", "宣传部", "媒体融合"])
def test_what_is_no_place(zh: str) -> None:
    assert place_in_english(zh) is None


def test_a_division_spelt_by_rule_is_not_certain() -> None:
    path = parse_place("湖南省花垣县十八洞村")
    assert [(p.name, p.certain) for p in path] == [("Hunan", True), ("Huayuan", False), ("Shibadong", True)]


def test_offsets_are_of_the_text() -> None:
    text = "湖北武汉市委"
    assert [text[p.start : p.end] for p in parse_place(text)] == ["湖北", "武汉市"]


def test_places_in_running_text() -> None:
    found = find_places("从湖北省到陕西、西藏和哈尔滨市，长江奔流，和平发展")
    assert [(f.zh, f.en) for f in found] == [
        ("湖北省", "Hubei Province"),
        ("陕西", "Shaanxi"),
        ("西藏", "Xizang"),
        ("哈尔滨市", "Harbin"),
        ("长江", "Yangtze River"),
    ]


def test_countries_come_with_their_article_on_request() -> None:
    assert country_in_english("美国") == "United States"
    assert country_in_english("英国", article=True) == "the United Kingdom"
    assert country_in_english("中国梦") is None


def test_place_table_is_clean() -> None:
    rows = read_table("places")
    assert len({r["zh"] for r in rows}) == len(rows)
    assert {r["level"] for r in rows} == {"province", "short", "prefecture", "county", "district", "feature", "site"}
    for r in rows:
        assert r["en"] and r["en"] == r["en"].strip(), r
