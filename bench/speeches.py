"""Invented speeches in both languages, as many as a benchmark wants, the same ones every time.

Sentences come in pairs from patterns whose blanks are filled alike on both sides; so the two languages have about the
lengths of real ones, hardly a paragraph stands twice, and nothing is anybody's text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from formatter.model import (
    Bilingual,
    EngineInfo,
    Origin,
    Paragraph,
    Segment,
    SegmentKind,
    Span,
    Speaker,
    Speech,
    TranslatedParagraph,
    TranslatedSpeaker,
    TranslatedSpeech,
    Translation,
    Volume,
)

SPAN = Span("seeds/generated.txt", 1, 1)

PLACES = (
    ("滨江市", "Binjiang"), ("青石镇", "Qingshi Township"), ("云岭县", "Yunling County"), ("东湾新区", "Dongwan New Area"),
    ("临川市", "Linchuan"), ("白鹭洲", "Bailuzhou"), ("北辰区", "Beichen District"), ("石桥县", "Shiqiao County"),
    ("长汀港", "the port of Changting"), ("锦屏市", "Jinping"), ("望海新城", "Wanghai New City"), ("松原盟", "Songyuan League"),
)  # fmt: skip
THINGS = (
    ("公共数据平台", "public data platform"), ("湿地公园", "wetland park"), ("职业培训中心", "vocational training center"),
    ("社区图书馆", "community library"), ("冷链仓库", "cold-chain warehouse"), ("远程诊疗系统", "telemedicine system"),
    ("文化驿站", "cultural station"), ("创业孵化园", "business incubator"), ("气象观测站", "weather station"),
    ("河道治理工程", "river restoration project"), ("竹编工坊", "bamboo-weaving workshop"), ("直播电商基地", "livestream sales base"),
    ("融媒体演播室", "integrated media studio"), ("储能电站", "energy storage plant"),
)  # fmt: skip
AIMS = (
    ("让群众少跑腿", "so that residents make fewer trips"), ("方便老人就近看病", "so that the elderly see a doctor close to home"),
    ("把好产品卖到山外", "so that good products sell beyond the mountains"), ("留住年轻人", "to keep young people in the area"),
    ("守住一江清水", "to keep the river clear"), ("为企业节省成本", "to cut costs for businesses"),
    ("让孩子们亲手试一试", "so that children can try things for themselves"), ("推动区域协调发展", "to promote coordinated regional development"),
    ("提升国际传播效能", "to make our international communication more effective"),
    ("打通服务群众的“最后一公里”", "to cover the “last kilometer” of public services"),
)  # fmt: skip
GROUPS = (
    ("返乡青年", "young returnees"), ("退休教师", "retired teachers"), ("个体工商户", "self-employed traders"),
    ("基层干部", "local officials"), ("外来务工人员", "migrant workers"), ("志愿者", "volunteers"), ("大学生", "university students"),
    ("手艺人", "craftspeople"), ("医护人员", "medical staff"), ("渔民", "fishermen"),
)  # fmt: skip
WORKS = (
    ("《岸线管理办法》", "《Measures for the Management of the Riverfront》"), ("《数据共享规定》", "《Provisions on Data Sharing》"),
    ("《乡村建设指南》", "《Guide to Rural Construction》"), ("《诚信经营公约》", "《Covenant on Honest Trading》"),
)  # fmt: skip
PATTERNS = (
    ("过去{n}年，{place}建成{thing}{m}处，{aim}。",
     "Over the past {n} years, {place} has built {m} sites of the {thing} kind, {aim}."),
    ("我们出台{work}，明确“谁建设、谁维护，谁受益、谁参与”，各方心里都有了底。",
     "We issued the {work}, which states that “whoever builds maintains, and whoever benefits takes part,” and all sides know where they stand."),
    ("有{group}问：“{thing}建好以后，谁来管？”我们的回答是——交给大家一起管。",
     "{Group} asked, “Once the {thing} is built, who will look after it?” Our answer was that everyone would, together."),
    ("截至去年底，累计服务{k}万人次，满意率达到{p}%，比上一年提高{q}个百分点。",
     "By the end of last year, services had been used {kk} times, and {p} percent of users were satisfied, up {q} percentage points from the year before."),
    ("{group}与{group2}结成对子，白天在{thing}学本领，晚上在网上开小店，一年下来户均增收{k}00元。",
     "{Group} paired up with {group2}, learning skills by day at the {thing} and running small shops online at night; in a year each household earned {kh} yuan more."),
    ("难题也不少：资金不足、人手不够、经验不多……但办法总比困难多。",
     "There was no lack of problems, from funds and staff to experience, but there are always more solutions than difficulties."),
    ("在{place}，{thing}成了{group}最爱去的地方；周末从早到晚，人来人往，笑声不断。",
     "In {place}, the {thing} has become the favorite place of {group}; on weekends people come and go from morning to night, and there is always laughter."),
    ("要{aim}，靠的不是一个部门单打独斗，而是规划、建设、管理、服务“一盘棋”。",
     "It is not one department fighting alone that can achieve this; {aim}, planning, construction, management and services must work as one."),
    ("我们还与{place}共享{thing}，互派{group}，{n}次联合演练，次次都有新收获。",
     "We also share our {thing} with {place} and exchange {group}; each of {n} joint exercises has brought something new."),
    ("下一步，将围绕{thing}抓好三件事：完善制度、培养人才、扩大开放。",
     "Next, we will do three things around the {thing}: improve the rules, train people and open wider to the outside."),
    ("事实证明，小切口也能做成大文章；只要坚持下去，{aim}就不会是一句空话。",
     "Experience shows that great things may come of small beginnings; if we persist, the words “{aim}” will not be empty ones."),
    ("这项工作得到{group}的支持，也得到{place}、{place2}等地同行的帮助，在此一并致谢。",
     "This work has had the support of {group} and the help of colleagues in {place}, {place2} and elsewhere, and I thank them all."),
)  # fmt: skip
TITLES = (
    ("守护{a}", "Protecting {b}"), ("讲好{a}", "Telling the Story of {b}"), ("让{a}走进生活", "Bringing {b} into Everyday Life"),
    ("以{a}促发展", "{b} as a Driver of Development"), ("共建共享{a}", "Building and Sharing {b}"),
)  # fmt: skip
TITLE_THINGS = (
    ("一江清水", "a Clear River"), ("山乡故事", "Mountain Villages"), ("传统手艺", "Traditional Crafts"), ("公共数据", "Public Data"),
    ("绿色家园", "a Green Home"), ("青年力量", "the Strength of Youth"), ("开放平台", "Open Platforms"), ("文化遗产", "Cultural Heritage"),
)  # fmt: skip
SURNAMES = (("林", "Lin"), ("陈", "Chen"), ("吴", "Wu"), ("周", "Zhou"), ("何", "He"), ("马", "Ma"), ("欧阳", "Ouyang"), ("高", "Gao"))
GIVEN = (("岚", "Lan"), ("文澜", "Wenlan"), ("志远", "Zhiyuan"), ("晓燕", "Xiaoyan"), ("国强", "Guoqiang"), ("宁", "Ning"), ("海波", "Haibo"))
POSTS = (
    ("宣传部部长", "Head of the Publicity Department"), ("党委书记、社长", "Secretary of the Party Committee and President"),
    ("新闻中心主任", "Director of the News Center"), ("管委会副主任", "Deputy Director of the Administrative Committee"),
    ("合作社理事长", "Chair of the Cooperative"),
)  # fmt: skip


def generate_volume(count: int, seed: int = 1) -> Volume:
    """A translated volume of ``count`` speeches, three to six paragraphs each."""
    chance = random.Random(seed)
    return Volume(
        Bilingual("发展论坛发言集", "Development Forum: Collected Speeches"),
        tuple(_speech(f"s{number:03}", chance) for number in range(1, count + 1)),
        EngineInfo(),
    )


def sentences(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Sentence pairs without an end."""
    while True:
        (place, place2), (group, group2) = chance.sample(PLACES, 2), chance.sample(GROUPS, 2)
        thing, aim, work = chance.choice(THINGS), chance.choice(AIMS), chance.choice(WORKS)
        k = chance.randint(2, 90)
        numbers = {
            "n": str(chance.randint(2, 12)), "m": str(chance.randint(13, 98)), "k": str(k), "kk": f"{k * 10_000:,}", "kh": f"{k * 100:,}",
            "p": f"{chance.randint(850, 999) / 10:g}", "q": f"{chance.randint(11, 79) / 10:g}",
        }  # fmt: skip
        pairs = {"place": place, "place2": place2, "group": group, "group2": group2, "thing": thing, "aim": aim, "work": work}
        zh, en = chance.choice(PATTERNS)
        english = {name: pair[1] for name, pair in pairs.items()} | {"Group": group[1][:1].upper() + group[1][1:]}
        yield zh.format(**{n: p[0] for n, p in pairs.items()}, **numbers), en.format(**english, **numbers)


def _speech(id: str, chance: random.Random) -> TranslatedSpeech:
    stream = sentences(chance)
    title_zh, title_en, parts = [], [], chance.sample(TITLES, chance.choice((1, 2, 2)))
    for pattern in parts:
        zh, en = chance.choice(TITLE_THINGS)
        title_zh.append(pattern[0].format(a=zh))
        title_en.append(pattern[1].format(b=en))
    paragraphs = []
    for number in range(1, chance.randint(3, 6) + 1):
        pairs = [next(stream) for _ in range(chance.randint(2, 5))]
        translations = tuple(_translation(f"{id}-p{number:02}.{i}", *pair) for i, pair in enumerate(pairs, 1))
        source = Paragraph("".join(zh for zh, _ in pairs), SPAN)
        paragraphs.append(TranslatedParagraph(source, " ".join(en for _, en in pairs), translations))
    speaker = _speaker(chance)
    speech = Speech(tuple(title_zh), (speaker.speaker,), tuple(p.paragraph for p in paragraphs), SPAN)
    title = Bilingual(speech.title_text, ", ".join(title_en))
    whole = _translation(f"{id}-t", title.zh, title.en, SegmentKind.TITLE)
    return TranslatedSpeech(id, speech, title, whole, (speaker,), tuple(paragraphs))


def _speaker(chance: random.Random) -> TranslatedSpeaker:
    surname, given, place, post = (chance.choice(table) for table in (SURNAMES, GIVEN, PLACES, POSTS))
    name = Bilingual(surname[0] + given[0], f"{surname[1]} {given[1]}")
    line = Bilingual(place[0] + post[0], f"{post[1]}, {place[1]}")
    display = "\u3000".join(name.zh) if len(name.zh) == 2 else name.zh
    return TranslatedSpeaker(Speaker(name.zh, display, line.zh, SPAN), name, line, sort_key=name.en)


def _translation(id: str, zh: str, en: str, kind: SegmentKind = SegmentKind.BODY) -> Translation:
    return Translation(Segment(id, zh, kind, SPAN), en, Origin.APPROVED)
