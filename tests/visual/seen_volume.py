"""A small volume written by hand that shows what a page can hold: every kind of line, mark and break."""

from __future__ import annotations

from formatter.model import (
    Bilingual,
    EngineInfo,
    Origin,
    Paragraph,
    ParagraphRole,
    Segment,
    SegmentKind,
    Session,
    Span,
    Speaker,
    Speech,
    TranslatedParagraph,
    TranslatedSession,
    TranslatedSpeaker,
    TranslatedSpeech,
    Translation,
    Volume,
)

SPAN = Span("seeds/a.txt", 1, 1)

SPEECHES = (
    (
        ("守护一江清水", "共建绿色家园"),
        "Protecting a Clear River and Building a Green Home Together",
        ("林　岚", "Lin Lan", "滨江市生态环境局党组书记、局长", "Secretary of the Leading Party Members Group and Director, "
         "Binjiang Municipal Bureau of Ecology and Environment"),
        (
            ("body", "滨江因水而兴。十年来，我们关停沿江企业120余家，腾退岸线36公里，水质由Ⅳ类提升至Ⅱ类，沿江居民开窗见绿、"
             "出门见水。", "Binjiang owes its rise to water. Over the past 10 years, we have closed more than 120 plants along the "
             "river and cleared 36 kilometers of its banks. Water that was Grade IV is Grade II today, and those who live by "
             "the river see green from their windows."),
            ("heading", "一、把规矩立起来", "I. Setting the Rules"),
            ("body", "《滨江岸线管理办法》写得明白：“谁占用、谁恢复，谁污染、谁治理。”有人问：“厂子关了，饭碗怎么办？”我们的回答是"
             "——转岗培训先行，再谈关停；一户一策，不落一人。", "The 《Measures for the Management of the Binjiang Riverfront》 put it "
             "plainly: “Whoever occupies it restores it; whoever pollutes it cleans it up.” Some asked, “If the plant closes, "
             "what becomes of our livelihood?” Our answer was retraining first and closure second, household by household, "
             "with no one left behind."),
            ("body", "截至去年底，累计培训1.3万人次，其中87%实现再就业；新增湿地公园（含口袋公园）27处，总面积约450公顷，相当于"
             "630个标准足球场。", "By the end of last year, 13,000 places in training had been taken up, and 87 percent of the "
             "trainees had found new work. We have added 27 wetland parks, pocket parks included, of about 450 hectares in "
             "all, the area of 630 football pitches."),
        ),
    ),
    (
        ("让老手艺走进新生活",),
        "Bringing Old Crafts into New Lives",
        ("欧阳文澜", "Ouyang Wenlan", "青石镇手工艺合作社理事长", "Chair, Qingshi Township Handicraft Cooperative"),
        (
            ("body", "青石镇的竹编传了四百年，传到我这一辈，只剩下7位老师傅。我们没有守着老样子等，而是请设计师下乡，把竹篮变成"
             "灯具、屏风和背包；又把课堂搬到网上，如今每天有两三千人跟着镜头学编第一只篮子。", "Bamboo weaving has been handed "
             "down in Qingshi for four centuries. When it reached my generation, seven masters were left. Instead of waiting "
             "beside the old patterns, we invited designers to the countryside, and baskets became lamps, screens and "
             "backpacks. Then we took the classroom online, and 2,000 to 3,000 people a day now learn to weave their first "
             "basket in front of a camera."),
            ("body", "手艺要活，先要有人；人要留，先要有路。", ""),
            ("body", "下一步，我们将与省内12所学校共建“小小竹匠”工坊，让孩子们在课本之外，也能摸到竹子的温度。谢谢大家！",
             "Next, we will set up Little Weavers workshops with 12 schools in the province, so that beyond their textbooks "
             "children can feel the warmth of bamboo. Thank you!"),
        ),
    ),
    (
        ("以数据为桥", "以信任为基"),
        "Data as the Bridge, Trust as the Foundation",
        ("马　骉", "Ma Biao", "云岭大数据研究院院长", "President, Yunling Institute of Big Data"),
        (
            ("body", "数据不会自己说话，说话的是人。过去三年，我们与18个县市共享了超过2亿条公共数据，没有发生一起泄露事件，靠的是"
             "“可用不可见”的技术，更靠的是各方的信任。", "Data do not speak for themselves; people do. Over the past three years we "
             "have shared more than 200 million public records with 18 counties and cities without a single leak. We owe this "
             "to technology that lets data be used without being seen, and even more to the trust of all sides."),
            ("body", "同一条河流，上游看水量，下游看水质；同一张地图，规划看用地，农户看收成。把它们放在一起，才看得见全貌。为此，"
             "研究院开放了API接口，制定了GB/T格式的数据字典，并且每月第一个周三对公众开放。", "On one and the same river, those "
             "upstream watch how much water there is, and those downstream how clean it is; on one and the same map, planners "
             "see land and farmers see harvests. Only when these are laid side by side does the whole come into view. So the "
             "institute has opened its API, written a data dictionary in GB/T format, and opens its doors to the public on "
             "the first Wednesday of every month."),
        ),
    ),
)  # fmt: skip


def seen_volume() -> Volume:
    session = TranslatedSession(
        Session("主旨演讲", SPAN),
        Bilingual("主旨演讲", "Keynote Speeches"),
        date=Bilingual("2025年5月18日", "May 18, 2025"),
        place=Bilingual("滨江", "Binjiang"),
        translations=(_translation("x1", "主旨演讲", "Keynote Speeches", SegmentKind.SESSION),),
    )
    speeches = tuple(_speech(f"s{n:02}", *speech, session) for n, speech in enumerate(SPEECHES, 1))
    return Volume(Bilingual("绿色发展论坛发言集", "Green Development Forum: Collected Speeches"), speeches, EngineInfo())


def _translation(id: str, zh: str, en: str, kind: SegmentKind = SegmentKind.BODY) -> Translation:
    return Translation(Segment(id, zh, kind, SPAN), en, Origin.APPROVED if en else Origin.UNTRANSLATED)


def _speech(id: str, title, en: str, who, paragraphs, session: TranslatedSession) -> TranslatedSpeech:
    display, name_en, line, line_en = who
    person = Speaker(display.replace("\u3000", ""), display, line, SPAN)
    speaker = TranslatedSpeaker(person, Bilingual(person.name, name_en), Bilingual(line, line_en), sort_key=name_en)
    parts = []
    for number, (role, zh, english) in enumerate(paragraphs, 1):
        piece = _translation(f"{id}.{number}", zh, english)
        parts.append(TranslatedParagraph(Paragraph(zh, SPAN, ParagraphRole(role)), english, (piece,)))
    source = Speech(tuple(title), (person,), tuple(p.paragraph for p in parts), SPAN)
    named = Bilingual(source.title_text, en)
    whole = _translation(f"{id}-t", named.zh, en, SegmentKind.TITLE)
    return TranslatedSpeech(id, source, named, whole, (speaker,), tuple(parts), session)
