from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.language.names import (
    find_mentions,
    is_plausible_name,
    pinyin_key,
    romanise_name,
    romanise_word,
    surname_with_title,
)
from formatter.language.tables import read_table


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("何祖坤", "He Zukun"),
        ("陈\u00a0\u00a0光", "Chen Guang"),
        ("周　明", "Zhou Ming"),
        ("袭艳春", "Xi Yanchun"),
        ("孟麟", "Meng Lin"),
        ("蔺明照", "Lin Mingzhao"),
        # surnames that are read otherwise than their characters
        ("仇海波", "Qiu Haibo"),
        ("查海生", "Zha Haisheng"),
        ("单雄信", "Shan Xiongxin"),
        ("曾国藩", "Zeng Guofan"),
        ("翟天临", "Zhai Tianlin"),
        ("区伟", "Ou Wei"),
        ("任正非", "Ren Zhengfei"),
        ("朴成哲", "Piao Chengzhe"),
        ("缪宗翰", "Miao Zonghan"),
        ("逄立志", "Pang Lizhi"),
        ("冼耀东", "Xian Yaodong"),
        # compound surnames
        ("欧阳敬之", "Ouyang Jingzhi"),
        ("尉迟恭", "Yuchi Gong"),
        ("万俟卨", "Moqi Xie"),
        ("诸葛青山", "Zhuge Qingshan"),
        ("夏侯文博", "Xiahou Wenbo"),
        ("令狐文博", "Linghu Wenbo"),
        # ü is yu; apostrophes; traditional characters
        ("吕思清", "Lyu Siqing"),
        ("张绿", "Zhang Lyu"),
        ("王恩哥", "Wang Enge"),
        ("卫国安", "Wei Guo'an"),
        ("项伯恩", "Xiang Bo'en"),
        ("李安", "Li An"),
        ("贺兰舟", "He Lanzhou"),
        ("鄂小鹿", "E Xiaolu"),
        ("單雄信", "Shan Xiongxin"),
        ("葉選平", "Ye Xuanping"),
    ],
)
def test_certain_names(zh: str, en: str) -> None:
    name = romanise_name(zh)
    assert (name.text, name.certain, name.note) == (en, True, "")


@pytest.mark.parametrize(
    ("zh", "likely", "says"),
    [
        ("吴朝安", "Wu Chao'an", "朝 is chao or zhao"),
        ("查长苗", "Zha Changmiao", "长 is chang or zhang"),
        ("王乐", "Wang Le", "乐 is le or yue"),
        ("江朝晖", "Jiang Zhaohui", "朝 is zhao or chao"),
        ("郑重山", "Zheng Chongshan", "重 is chong or zhong"),
        ("洛桑平措", "Luosang Pingcuo", "perhaps a foreign or a minority name"),
        ("覃少峰", "Qin Shaofeng", "Tan elsewhere"),
        ("盖叫天", "Ge Jiaotian", "Gai is also in use"),
        ("范徐丽泰", "Fan-Xu Litai", "double surname"),
    ],
)
def test_what_only_the_speaker_knows_is_flagged(zh: str, likely: str, says: str) -> None:
    name = romanise_name(zh)
    assert name.text == likely
    assert not name.certain
    assert says in name.note and name.note.endswith("confirm with the speaker")


@pytest.mark.parametrize("zh", ["古丽娜·阿不力孜", "伊万・库兹明", "扎西旺堆", "阿依古丽", "乌日娜其木格", "陈A明", ""])
def test_foreign_and_minority_names_are_never_certain(zh: str) -> None:
    assert not romanise_name(zh).certain


def test_a_latin_name_is_kept() -> None:
    assert romanise_name("Martin  Tylersen").text == "Martin Tylersen"
    assert romanise_name("José García").certain


def test_the_parts_are_given_for_sorting() -> None:
    name = romanise_name("欧阳敬之")
    assert (name.surname, name.given) == ("Ouyang", "Jingzhi")


@pytest.mark.parametrize("zh", ["陈光", "周  明", "欧阳敬之", "吕思清", "古丽娜·阿不力孜", "Ivan Kuzmin", "單雄信"])
def test_plausible_names(zh: str) -> None:
    assert is_plausible_name(zh)


@pytest.mark.parametrize(
    "zh", ["", "宣传部部长", "推进媒体融合发展", "宣传部", "发展", "一是", "社长", "lower case", "2023年"]
)
def test_implausible_names(zh: str) -> None:
    assert not is_plausible_name(zh)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("吴部长", "Minister Wu"),
        ("陈光同志", "Comrade Chen Guang"),
        ("查主任", "Director Zha"),
        ("欧阳教授", "Professor Ouyang"),
        ("陈光", None),
    ],
)
def test_surname_with_title(zh: str, en: str | None) -> None:
    found = surname_with_title(zh)
    assert (found.text if found else None) == en


def test_mentions_use_the_volumes_own_english() -> None:
    people = [("吴朝安", "Wu Zhao'an"), ("陈光", "Chen Guang")]
    found = find_mentions("刚才吴部长讲得好，陈光同志也谈到，吴朝安还说", people)
    assert [(m.zh, m.en) for m in found] == [
        ("吴部长", "Minister Wu"),
        ("陈光同志", "Comrade Chen Guang"),
        ("吴朝安", "Wu Zhao'an"),
    ]


def test_a_surname_that_two_speakers_bear_is_nobodys() -> None:
    assert find_mentions("陈部长说", [("陈光", "Chen Guang"), ("陈明", "Chen Ming")]) == ()


def test_words_are_spelt_as_one() -> None:
    assert romanise_word("东西湖") == "Dongxihu"


def test_surname_table_is_clean() -> None:
    rows = read_table("surnames")
    names = [r["zh"] for r in rows]
    assert len(names) == len(set(names))
    assert {r["kind"] for r in rows} == {"single", "compound", "minority"}
    for r in rows:
        assert r["pinyin"].replace("-", "").replace(" ", "").isascii() and r["pinyin"][0].isupper(), r
        assert r["certain"] in ("yes", "no")
        assert r["kind"] != "single" or len(r["zh"]) == 1, r


@given(st.text(alphabet="王欧阳陈乐重长安恩朝绿女·ab 　\u00a0", max_size=8))
def test_any_text_is_romanised_without_han(zh: str) -> None:
    assert romanise_name(zh).certain is (romanise_name(zh).note == "")


def test_words_stand_in_the_order_of_a_chinese_dictionary() -> None:
    words = ["5G网络", "长江日报", "《湿地公约》", "“一带一路”", "一盘棋", "CCTV", "世界", "重庆"]
    assert sorted(words, key=pinyin_key) == ["5G网络", "CCTV", "长江日报", "重庆", "《湿地公约》", "世界", "“一带一路”", "一盘棋"]
