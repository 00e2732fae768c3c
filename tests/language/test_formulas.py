from __future__ import annotations

import pytest

from formatter.language.formulas import render_formula


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("尊敬的各位嘉宾，女士们、先生们：", "Distinguished guests, ladies and gentlemen,"),
        ("尊敬的各位来宾、各位朋友：", "Distinguished guests, friends,"),
        ("女士们、先生们，朋友们：", "Ladies and gentlemen, friends,"),
        ("各位领导、各位嘉宾，同志们、朋友们：", "Distinguished leaders and guests, comrades, friends,"),
        ("女士們、先生們：", "Ladies and gentlemen,"),
        ("各位专家学者，媒体朋友们，大家上午好！", "Distinguished experts and scholars, friends from the media, good morning, everyone!"),
        ("大家下午好！", "Good afternoon, everyone!"),
        ("各位老师、各位同学：", "Dear teachers and students,"),
        ("同志们：", "Comrades,"),
        ("谢谢大家！", "Thank you."),
        ("谢谢！", "Thank you."),
        ("谢谢！谢谢大家！", "Thank you."),
        ("预祝本次论坛圆满成功！谢谢大家！", "I wish this forum every success! Thank you."),
        ("最后，预祝本次论坛圆满成功！", "In closing, I wish this forum every success."),
        ("我的发言到此结束。谢谢大家！", "That concludes my remarks. Thank you."),
    ],
)
def test_formulas(zh: str, en: str) -> None:
    assert render_formula(zh) == en


@pytest.mark.parametrize(
    "zh",
    ["尊敬的王毅部长：", "谢谢武汉市委、市政府的支持！", "女士们穿着旗袍。", "我们是朋友。", "", "：", "各位代表认真审议了报告。"],
)
def test_other_sentences_are_left_to_the_engine(zh: str) -> None:
    assert render_formula(zh) == ""
