"""Whole sentences around enforced rows: the row, the Chinese, what an engine wrote, and the sentence that is printed."""

from __future__ import annotations

import pytest
from fakes import FakeEngine

from formatter.glossary.match import Matcher
from formatter.model import CaseRule, Span, Term, TermKind
from formatter.translate.attempts import Job
from formatter.translate.constraints import find_constraints
from formatter.translate.enforce import enforce

BODY, PERSON, PLACE = TermKind.ORGANISATION, TermKind.PERSON, TermKind.PLACE


def row(zh: str, en: str, **more: object) -> Term:
    return Term(zh, en, Span("terms.csv", 2, 1), **more)


MEDIA = row("媒体融合", "media integration")
CENTER = row("融媒体中心", "integrated media center")
APP = row("应用程序", "app")
ECONOMY = row("数字经济", "digital economy")
UNIT = row("事业单位", "public institution")
HOUR = row("黄金时段", "hour of peak viewing")
NGO = row("民间组织", "NGO")
UNI = row("高校", "university")
COMMITTEE = row("市委", "Municipal Committee", kind=BODY)
DEPARTMENT = row("宣传部", "Publicity Department", kind=BODY)
XINHUA = row("新华社", "Xinhua News Agency", kind=BODY)
DAILY = row("人民日报", "People’s Daily", kind=BODY)
WU = row("吴潮安", "Wu Chao'an", kind=PERSON)
WUHAN = row("武汉", "Wuhan", kind=PLACE)
THE_BELT = row("丝路", "the Silk Road")
POLICY = row("政策", "policy")
CADRES = row("干部", "cadres")
ESPORT = row("电竞", "e-sports", case=CaseRule.EXACT)
IPHONE = row("苹果手机", "iPhone")
FIXED = row("法规", "statute", exact=True)
INC = row("公司", "Acme Inc.")
STORY = row("中国故事", "China's story")
CHILD = row("儿童", "child")
SERIES = row("系列报道", "series")

CASES: list[tuple[tuple[Term, ...], str, str, str]] = [
    # articles: a and an follow the rendering, not the word that the engine had in mind
    ((APP,), "我们做了应用程序。", "We made a ⟪0⟫.", "We made an app."),
    ((POLICY,), "这是政策。", "This is an ⟪0⟫.", "This is a policy."),
    ((HOUR,), "在黄金时段播出。", "It is on at a ⟪0⟫.", "It is on at an hour of peak viewing."),
    ((NGO,), "他创办民间组织。", "He founded a ⟪0⟫.", "He founded an NGO."),
    ((UNI,), "他来自高校。", "He is from an ⟪0⟫.", "He is from a university."),
    ((CENTER,), "县里有融媒体中心。", "The county has a ⟪0⟫.", "The county has an integrated media center."),
    ((CENTER,), "融媒体中心很重要。", "A ⟪0⟫ is important.", "An integrated media center is important."),
    ((THE_BELT,), "丝路很长。", "The ⟪0⟫ is long.", "The Silk Road is long."),
    ((THE_BELT,), "走在丝路上。", "We walk on the ⟪0⟫.", "We walk on the Silk Road."),
    ((THE_BELT,), "走在丝路上。", "We walk on a ⟪0⟫.", "We walk on the Silk Road."),
    ((WU,), "感谢吴潮安。", "Thanks to the ⟪0⟫.", "Thanks to Wu Chao'an."),
    ((WU,), "感谢吴潮安。", "We thank a ⟪0⟫.", "We thank Wu Chao'an."),
    ((DEPARTMENT,), "来自宣传部的人。", "People from ⟪0⟫ came.", "People from the Publicity Department came."),
    ((DEPARTMENT,), "宣传部的人。", "Its ⟪0⟫ came.", "Its Publicity Department came."),
    ((COMMITTEE,), "市委决定。", "⟪0⟫ decided.", "The Municipal Committee decided."),
    ((XINHUA,), "据新华社报道。", "That is reported by ⟪0⟫.", "That is reported by Xinhua News Agency."),
    ((WUHAN,), "我们在武汉。", "We are in ⟪0⟫.", "We are in Wuhan."),
    ((WUHAN,), "我们在武汉。", "We are in the ⟪0⟫.", "We are in Wuhan."),
    # doubled words
    ((THE_BELT,), "走在丝路上。", "We walk on the the ⟪0⟫.", "We walk on the Silk Road."),
    ((COMMITTEE,), "市委决定。", "The ⟪0⟫ Committee decided.", "The Municipal Committee decided."),
    ((COMMITTEE,), "市委决定。", "The Municipal ⟪0⟫ decided.", "The Municipal Committee decided."),
    ((MEDIA,), "推进媒体融合。", "We push media ⟪0⟫.", "We push media integration."),
    ((MEDIA,), "推进媒体融合。", "We push ⟪0⟫ integration.", "We push media integration."),
    ((MEDIA,), "推进媒体融合。", "We push media ⟪0⟫ integration on.", "We push media integration on."),
    ((MEDIA,), "推进媒体融合。", "We push ⟪0⟫ ⟪0⟫.", "We push media integration."),
    ((WUHAN,), "武汉市很大。", "⟪0⟫ Wuhan is big.", "Wuhan is big."),
    ((WUHAN,), "我们爱武汉。", "We love Wuhan ⟪0⟫ City.", "We love Wuhan City."),
    ((MEDIA,), "推进媒体融合。", "We push the ⟪0⟫ and ⟪0⟫.", "We push the media integration."),
    # capitals
    ((MEDIA,), "媒体融合很好。", "⟪0⟫ is good.", "Media integration is good."),
    ((MEDIA,), "好。媒体融合很好。", "Good. ⟪0⟫ helps.", "Good. Media integration helps."),
    ((MEDIA,), "他说：“媒体融合很好。”", "He said: “⟪0⟫ is good.”", "He said: “Media integration is good.”"),
    ((MEDIA,), "在媒体融合中。", "In ⟪0⟫ we trust.", "In media integration we trust."),
    ((IPHONE,), "苹果手机很贵。", "⟪0⟫ is dear.", "iPhone is dear."),
    ((ESPORT,), "电竞很热。", "⟪0⟫ is popular.", "e-sports is popular."),
    ((ECONOMY,), "数字经济，即未来。", "⟪0⟫, that is the future.", "Digital economy, that is the future."),
    ((ECONOMY,), "说到数字经济。", "Speaking of ⟪0⟫: we grow.", "Speaking of digital economy: we grow."),
    # number
    ((CENTER,), "许多融媒体中心。", "There are many ⟪0⟫s.", "There are many integrated media centers."),
    ((POLICY,), "许多政策。", "There are many ⟪0⟫s.", "There are many policies."),
    ((POLICY,), "许多政策。", "There are many ⟪0⟫es.", "There are many policies."),
    ((CADRES,), "许多干部。", "There are many ⟪0⟫s.", "There are many cadres."),
    ((CHILD,), "许多儿童。", "There are many ⟪0⟫s.", "There are many children."),
    ((SERIES,), "许多系列报道。", "There are many ⟪0⟫s.", "There are many series."),
    ((UNI,), "许多高校。", "There are many ⟪0⟫s.", "There are many universities."),
    ((FIXED,), "许多法规。", "There are many ⟪0⟫s.", "There are many statute."),
    ((UNIT,), "事业单位很多。", "⟪0⟫s are many.", "Public institutions are many."),
    ((UNIT,), "许多事业单位。", "There are several ⟪0⟫.", "There are several public institutions."),
    ((CENTER,), "许多融媒体中心。", "These ⟪0⟫ are new.", "These integrated media centers are new."),
    ((CENTER,), "每个融媒体中心。", "Each ⟪0⟫ is new.", "Each integrated media center is new."),
    ((CADRES,), "一名干部。", "A ⟪0⟫ came.", "Cadres came."),
    # possessives
    ((WU,), "吴潮安的话。", "⟪0⟫'s words are true.", "Wu Chao'an's words are true."),
    ((CADRES,), "干部的话。", "We hear the ⟪0⟫'s words.", "We hear the cadres’ words."),
    ((DAILY,), "人民日报的文章。", "We read ⟪0⟫'s article.", "We read People’s Daily's article."),
    ((STORY,), "讲中国故事。", "We tell China's ⟪0⟫.", "We tell China's story."),
    ((STORY,), "讲中国故事。", "We tell China’s ⟪0⟫.", "We tell China's story."),
    # spaces and marks
    ((INC,), "他在公司工作。", "He works at ⟪0⟫.", "He works at Acme Inc."),
    ((MEDIA,), "推进媒体融合。", "We push⟪0⟫forward.", "We push media integration forward."),
    ((MEDIA, ECONOMY), "媒体融合和数字经济。", "⟪0⟫⟪1⟫ grow.", "Media integration digital economy grow."),
    ((MEDIA, ECONOMY), "媒体融合、数字经济。", "⟪0⟫ , ⟪1⟫ .", "Media integration, digital economy."),
    ((MEDIA,), "（媒体融合）很好。", "( ⟪0⟫ ) is good.", "(Media integration) is good."),
    ((WUHAN,), "总部在武汉的公司。", "It is a ⟪0⟫-based firm.", "It is a Wuhan-based firm."),
    ((MEDIA,), "所谓“媒体融合”。", "The so-called “⟪0⟫” is here.", "The so-called “media integration” is here."),
    ((APP,), "非应用程序。", "It is a non-⟪0⟫ way.", "It is a non-app way."),
    # several at once
    ((COMMITTEE, DEPARTMENT), "市委宣传部来了。", "⟪1⟫ of ⟪0⟫ came.", "The Publicity Department of the Municipal Committee came."),
    ((WU, DEPARTMENT), "吴潮安在宣传部。", "⟪0⟫ is at a ⟪1⟫.", "Wu Chao'an is at a Publicity Department."),
    ((MEDIA, CENTER), "融媒体中心推进媒体融合。", "⟪0⟫s push the ⟪1⟫.", "Integrated media centers push the media integration."),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "source", "raw", "expected"), CASES, ids=[f"{c[2]} → {c[3]}" for c in CASES])
def test_the_sentence_around_a_row_reads_well(rows: tuple[Term, ...], source: str, raw: str, expected: str) -> None:
    job = Job(source, find_constraints(source, Matcher(rows, words=())))
    (done,) = enforce(FakeEngine(lambda _: raw), [job])
    assert done.en == expected
    assert all(r.satisfied for r in done.results)
