"""Volumes in other layouts than the sample parse to what their authors meant; expected outlines are written by hand.

An outline is text: a line "session" gives title | date | place, a line "n." a title with its parts, "@" a speaker with
name | line, "-" the first words of a paragraph, "#" of a subheading, "*" of a note.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formatter.diagnostics import Outcome, Severity
from formatter.model import Document, ParagraphRole
from formatter.readers import read_document

VOLUMES = Path(__file__).parents[1] / "volumes"

OUTLINES = {
    "ports/seeds/ports.txt": """
        session 第六届国际港口合作论坛　主论坛 | 2024年9月12日 | 浙江宁波
        让每一个集装箱都会“说话”！
        @ 陶成 | 滨海港务集团有限公司党委书记、董事长
        - 各位来宾、女士们、先生们：
        - 大家上午好！
        - 港口是城市的门户，也是产业链的枢纽。
        - 怎么做到的？靠的是数字化。
        - 一是设备联网；二是数据上云。
        - 谢谢大家！
        以绿色航运连接世界 / ——兼谈国际海运减排的三个误区
        @ 欧阳静怡 | 远洋研究院首席专家
        - 各位同仁：
        - 减排不是负担，
        - 第一个误区，是“船东一家的事”。
        - 我的发言到此结束，谢谢。
        session 平行论坛一：智慧港口 | 9月13日上午 | 宁波国际会议中心三层
        无人码头的“有人”之道
        @ 林小舟 | 中新（钦州）自动化码头有限公司总工程师
        - 自动化不是无人化。
        - 把人从驾驶室请到控制室，
        从“岸边”到“云端”
        @ 扬·范德贝尔赫 | 鹿特丹港务局数字化主管
        - 很高兴再次来到宁波。
        - 数字孪生让我们提前48小时看到拥堵。
        * （本文根据录音整理，未经本人审阅）
        """,
    "agriculture/seeds/shouguang.txt": """
        session 中国乡村振兴高峰论坛发言摘编 | |
        产业兴，乡村才有底气
        @ 曾衍德 | 农业农村部乡村产业发展司原司长
        - 乡村振兴，产业是根子。
        - 我说三句话：
        一颗菜苗的三十年
        @ 王乐义 | 寿光市三元朱村党支部书记
        - 1989年，我们村建起17个冬暖式大棚。
        - 三十多年过去了，
        - 农民富不富，
        给土地一份“体检报告”
        @ 李思齐 | 中国农业大学教授、博士生导师
        - 土壤健康是粮食安全的前提。
        # 让数据替土地说话
        - 过去施肥靠经验，
        """,
    "ai-governance/seeds/conference.txt": """
        session 2025世界人工智能治理大会 | 2025年7月26日 | 上海
        [一、] 人工智能治理需要“慢变量”
        @ 阿卜杜勒·拉赫曼 | 阿联酋人工智能办公室主任
        - 尊敬的主席先生,各位同事:
        - 技术每18个月翻一番,
        # （一）先立规矩,再跑起来
        - 没有规则的创新是短跑,
        # （二）让规则会“学习”
        - 我们建议设立沙盒,
        [二、] 开源的边界
        @ Emily Chen | 开放模型基金会执行主任
        - 开源不等于无责. 我们统计了420个模型,
        [三、] 守住底线,留足空间
        @ 周正 | 清河大学人工智能国际治理研究院副院长
        - 底线是什么?
        - 空间是什么?
        - 两者并不矛盾.
        """,
    "heritage/seeds/heritage.txt": """
        让文物“活”起来。让历史“走”出来
        @ 雷雨桐 | 蜀州博物馆馆长
        - 文物不只属于过去。
        - 修复一件青铜器，
        守住乡愁，留住手艺
        @ 石安娜 | 黔南州文化和旅游局局长
        - 非遗传承，关键在人。
        - 我们在12个县建立了传习所，
        一座古城的“慢更新”
        @ 马文涛 | 平遥古城保护中心主任
        - 古城更新，不能大拆大建。
        - 我们用了八年，
        """,
    "green-energy/seeds/energy.txt": """
        绿电入海 / 风从南来
        @ 买买提·艾力 | 西域能源集团有限公司党委副书记、总经理
        - 各位嘉宾：
        - 新疆的风，
        - 截至去年底，
        氢能，不止于“氢” / 从实验室到加油站
        @ John Smith | 国际氢能理事会秘书长
        - 氢能的难点不在技术，
        - 到2030年，
        储能是新型电力系统的“稳压器”
        @ 慕容雪 | 江南电网公司首席工程师
        - 没有储能，
        - 谢谢。
        """,
    "finance/seeds/finance.md": """
        session 2024金融科技与普惠发展论坛 | 2024年10月18日 | 深圳
        让小店主也能贷到款
        @ 谢东 | 深海银行行长
        - 各位来宾：
        - 小微企业贷款难，
        - 我们用税务数据代替抵押物，
        征信不是“紧箍咒”
        @ 刘明远 | 国家征信研究中心主任
        - 征信是市场经济的基础设施。
        # 一、信用要积累
        - 信用像植树，
        # 二、信用可修复
        - 犯过错的企业，
        * 本文根据现场速记整理。
        """,
    "bay-area/seeds/culture.txt": """
        session 粵港澳大灣區文化論壇 | 二〇二四年五月二十日 | 香港
        以文化為橋 / 以青年為樑
        @ 羅淑華 | 香港特別行政區政府文化體育及旅遊局局長
        - 各位嘉賓、各位朋友：
        - 香港是中外文化藝術交流中心。
        - 「一河兩岸」的故事，
        澳門：小城的大舞台
        @ 吳志良 | 澳門基金會行政委員會主席 博士
        - 澳門面積只有33.3平方公里，
        - 多謝各位。
        """,
    "roundtable/seeds/talk.txt": """
        session 圆桌对话：县域媒体怎么干 | |
        (no title)
        @ 李红霞 | 青禾县融媒体中心主任
        - 我们中心只有37个人，
        - 村里的婆婆妈妈都成了主播。
        (no title)
        @ 巴特尔 | 草原日报社副总编辑
        - 牧区信号不好，
        (no title)
        @ 周围 | 云川大学新闻学院教授
        - 县域媒体的优势是近。
        """,
    "ocean/seeds/01-sea.txt": """
        共建蓝色经济新高地
        @ 高远 | 山海市市长
        - 尊敬的各位来宾：
        - 海洋是高质量发展的战略要地。
        - 我们做了三件事：
        - 1. 建设智慧港口
        - 2. 发展海洋牧场
        - 3. 培育蓝色金融
        - “海内存知己，
        - 欢迎大家来山海市！（掌声）
        - 谢谢！
        让渔民上岸有路
        @ 沈默 | 海洋大学教授
        @ 李红 | 渔业协会会长
        - 上岸不是终点。
        # 怎么办
        - 我们问过渔民：“你愿意上岸吗？”
        - 渔民说：“只要有活干！”
        每一朵浪花都是一句台词
        @ 彭晓彤 | 深海所研究员
        @ 于洋 | 海洋出版社社长
        - 大海不会说话，但我们会。
        """,
    "ocean/seeds/02-deep.txt": """
        建设开放包容、互联互通、共同发展的蓝色家园 / ——在第三届蓝色经济论坛开幕式上的主旨演讲
        @ 瓦伊·拉图 | 太平洋岛国合作组织秘书长
        * （2024年11月3日，山东青岛）
        - 尊敬的各位同事，
        - 女士们，先生们，朋友们：
        - 海洋把我们连在一起，各国应当在养护与开发之间找到平衡，加强海上互联互通，让小岛屿国家同样分享蓝色经济带来的机遇，
        - 我提出两点建议。第一，建立早期预警网络，让每一座岛屿都能
        - 谢谢大家。
        """,
    "digital-rural/seeds/forum.txt": """
        [发言一] 让数据下田
        @ 司徒明远 | 青禾农业科技有限公司 创始人兼首席执行官
        - 一亩地装几个传感器？
        - 数据要下田，
        * （责任编辑：李红）
        [发言二] 直播间里的丰收节 / ——一个返乡青年的手记
        @ 李想 | 返乡创业青年
        - 城里的同学问我：
        - 去年，我们村卖出苹果260万斤，
        * 2024年9月22日
        [发言三] 致辞
        @ 查理民 | 数字乡村发展联盟理事长、中国工程院院士
        - 同志们：
        - 数字乡村不是把城市搬到乡下。
        - 祝大家丰收！
        """,
    "frontiers/seeds/01-frontiers.txt": """
        session 主论坛 | |
        让城市更有温度
        @ 张明 | 清河市市长
        - 以下为演讲全文：
        - 城市是人民的城市。
        * 【全文完】
        让乡村更有活力
        @ 卡洛斯·费尔南德斯 | 西班牙乡村联盟主席
        - 乡村是世界的未来，
        * （完）
        让河流更清
        @ 李红 | 清河研究院院长
        - 河流是大地的血脉。
        """,
    "frontiers/seeds/02-poles.txt": """
        走向深海
        @ 约翰·史密斯 | 海洋大学教授
        - 深海并不黑暗，
        走向极地
        @ 玛丽·怀特 | 极地研究所所长
        - 极地正在融化，
        走向太空
        @ 约翰·杜瓦 | 空间研究院院长
        - 太空是人类共同的家园，
        """,
}

ENCODINGS = {
    "ports/seeds/ports.txt": ("utf-16", False),
    "agriculture/seeds/shouguang.txt": ("gb18030", True),
    "ai-governance/seeds/conference.txt": ("utf-8-sig", False),
    "heritage/seeds/heritage.txt": ("utf-8", False),
    "green-energy/seeds/energy.txt": ("utf-16-be", True),
    "bay-area/seeds/culture.txt": ("big5hkscs", True),
}

_SIGNS = {ParagraphRole.BODY: "-", ParagraphRole.HEADING: "#", ParagraphRole.NOTE: "*"}


def outline_lines(document: Document) -> list[str]:
    """Write a document as the outlines above are written, paragraphs in full."""
    out: list[str] = []
    session = None
    for speech in document.speeches:
        if speech.session and speech.session != session:
            out.append(f"session {speech.session.title} | {speech.session.date} | {speech.session.place}".strip())
        session = speech.session
        number = f"[{speech.number}] " if speech.number else ""
        out.append(number + (" / ".join(speech.title) or "(no title)"))
        out += [f"@ {speaker.name} | {speaker.line}" for speaker in speech.speakers]
        out += [f"{_SIGNS[paragraph.role]} {paragraph.text}" for paragraph in speech.paragraphs]
    return [" ".join(line.split(" ")) for line in out]


def check_outline(document: Document, outline: str) -> None:
    """Compare; paragraphs by their first words."""
    expected = [line.strip() for line in outline.strip().splitlines()]
    found = outline_lines(document)
    shortened = [
        line[: len(want)] if line[:2] in ("- ", "# ", "* ") else line.replace("|  |", "| |") for line, want in zip(found, expected, strict=False)
    ]
    assert shortened + found[len(expected) :] == expected


def _read(name: str) -> Outcome[Document | None]:
    return read_document(name, (VOLUMES / name).read_bytes())


@pytest.mark.parametrize("name", OUTLINES)
def test_outline(name: str) -> None:
    document = _read(name).value
    assert document is not None
    check_outline(document, OUTLINES[name])


@pytest.mark.parametrize("name", OUTLINES)
def test_no_errors(name: str) -> None:
    assert [d for d in _read(name).diagnostics if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", ENCODINGS)
def test_encoding(name: str) -> None:
    document = _read(name).value
    assert document is not None
    assert (document.encoding, document.encoding_guessed) == ENCODINGS[name]


def test_a_padded_name_keeps_one_wide_space_for_the_page() -> None:
    document = _read("ports/seeds/ports.txt").value
    assert document is not None
    assert [speech.speakers[0].display for speech in document.speeches] == ["陶\u3000成", "欧阳静怡", "林小舟", "扬·范德贝尔赫"]


def test_countries_and_original_names_stay_on_the_page() -> None:
    document = _read("frontiers/seeds/02-poles.txt").value
    assert document is not None
    assert [speech.speakers[0].display for speech in document.speeches] == ["（美国）约翰·史密斯", "[英]玛丽·怀特", "约翰·杜瓦 John Dewar"]


def test_what_is_left_out_is_said() -> None:
    codes = {name: [d.code for d in _read(name).diagnostics] for name in OUTLINES}
    assert "text-outside-speech" in codes["agriculture/seeds/shouguang.txt"]
    assert "furniture-left-out" in codes["digital-rural/seeds/forum.txt"]
    assert "furniture-left-out" in codes["ocean/seeds/01-sea.txt"]
    assert "lines-joined" in codes["ocean/seeds/02-deep.txt"]
    assert codes["roundtable/seeds/talk.txt"].count("speech-without-title") == 3


def test_clear_layouts_raise_no_doubt() -> None:
    clear = ["ports/seeds/ports.txt", "ai-governance/seeds/conference.txt", "green-energy/seeds/energy.txt", "finance/seeds/finance.md"]
    for name in clear:
        assert [d for d in _read(name).diagnostics if d.code != "encoding-guessed"] == []
