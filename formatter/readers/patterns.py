"""What lines of speeches look like: numbers, dates, salutations, notes, session headings. For simplified characters."""

from __future__ import annotations

import re

from formatter.language.script import HAN_CLASS

_CHINESE_NUMBER = "[一二三四五六七八九十百零〇0-9０-９]{1,4}"
# A number that the source gave a speech or a subheading; "3.5" and "5G" are none.
NUMBER = re.compile(
    rf"^(?:[【\[]?(?:发言|演讲|致辞|讲话|报告|报告人|嘉宾)(?:之)?{_CHINESE_NUMBER}[】\]]?(?:[：:、.．]|\s+|$)"
    rf"|第{_CHINESE_NUMBER}(?:篇|讲|章|位|节|部分)(?:[：:、.．]|\s+|$)"
    rf"|[（(【\[]{_CHINESE_NUMBER}[)）】\]][、.．]?"
    r"|[一二三四五六七八九十]{1,3}(?:[、.．]|\s{1,3}(?=\S))"
    r"|[0-9０-９]{1,3}(?:[、．)）]|\.(?!\d))|[0-9０-９]{1,2}\s{1,3}(?![\s年月日号个大项条种位家次届天周岁秒倍元度级分小时万亿点余多\da-zA-Z%])"
    r"|[①-⑳㈠-㈩⑴-⒇⒈-⒛]|之[一二三四五六七八九十]{1,2}(?:[：:、]|\s))\s*"
)

_DATE = r"(?:[0-9０-９〇零○一二三四五六七八九]{4}\s*年)?\s*[0-9０-９一二三四五六七八九十]{1,3}\s*月(?:\s*[0-9０-９一二三四五六七八九十]{1,3}\s*(?:日|号)?)?|\d{4}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}|[0-9０-９]{4}\s*年"
DATE = re.compile(rf"(?:{_DATE})(?:\s*(?:[-—–~～至到]+|——)\s*(?:(?:{_DATE})|\d{{1,2}}\s*日))?(?:\s*[上下]午|\s*星期[一二三四五六日]|\s*[（(](?:星期|周)[一二三四五六日][)）])?")
_PLACE = re.compile(rf"[{HAN_CLASS}·•\s，,、]{{2,24}}")

SALUTATION = re.compile(r"^(?:尊敬|敬爱|亲爱|各位|女士们|先生们|同志们|朋友们|老师们|同学们|诸位|大家好|大家[上下早晚中]|来宾们|嘉宾们|主席先生|主持人[，,：:]|[上下]午好|早上好|晚上好|你们好|您好)")
CLOSING = re.compile(r"(?:谢谢|感谢|祝|预祝)[^。！!]{0,24}[。！!]?[)）]?$|^(?:我的)?(?:发言|演讲|汇报|分享|介绍)(?:完毕|完了|到此结束|就到这里)[^。]{0,12}[。！!]?$")
NOTE = re.compile(
    r"^[—─―]*\s*编\s*者$|录音整理|根据.{0,12}(?:整理|摘编|节选)|未经.{0,8}(?:审阅|审定|核实)|摘自|原载|刊于|本版编辑|版式|责任编辑|责编"
    "|本文(?:为|系|是|根据|刊|有删)|^(?:本报|本刊|本社|本网)(?:记者|讯|评论员)|版式设计|有删节|有删改|文字整理|供图|资料图片|下转|上接|发言摘编|标题为|题图|按[^，。]{0,10}(?:为序|排列|排序|先后顺序)|排名不分先后|图片(?:均)?由|新华社发|[（【]全?文?完[）】]|（全文）|（节选）|（摘要）|（摘编）|记者.{2,14}(?:整理|采访|摄)"
)
CREDIT = re.compile(
    r"[（(]?(?:来源|整理|录音整理|文字整理|责任编辑|责编|编辑|摄影|供图|校对|翻译|译者|审核|监制|记者|通讯员)\s*[：:/／]\s*([^，。！？：:]{2,20}?)[)）]?"
)
BARE_NUMBER = re.compile("[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2}")
MODERATOR = re.compile(r"(?:主持人|主持|点评人|评议人)\s*[：:|｜]")
LEGAL_BODY = re.compile("(?:有限公司|股份公司|集团公司|委员会|研究院|人民政府|协会|学会|基金会|联合会|大学)$")
SPEECH_WORD = re.compile("(?:致辞|致词|讲话|演讲|发言|报告|开幕词|开幕辞|闭幕词|闭幕辞|欢迎辞|欢迎词|祝辞|贺辞|贺信|总结讲话|倡议|倡议书|宣言|发言提纲)稿?$|^在.{4,40}上的")
SESSION_END = re.compile(
    "(?:论坛|大会|峰会|会议|研讨会|座谈会|博览会|年会|对话会|交流会|推进会|现场会|开幕式|闭幕式|专场|单元|环节|圆桌|主旨演讲|主题演讲|高峰对话|嘉宾致辞|领导致辞|大会发言|发言摘编|发言选登|演讲摘编|演讲选登|研讨|沙龙|特别报道|系列活动|板块|平行论坛|分论坛|致辞环节)(?:(?:发言|演讲|致辞|观点)?(?:摘编|摘登|选登|选编|摘要|集萃|荟萃|撷英)|文集|论文集|演讲集|发言集|实录|专版|专题)?"
    r"(?:[（(][^（）()]{2,40}[)）])?$"
)
SESSION_START = re.compile(rf"^[【\[]?(?:(?:平行|分|主|专题|平行分)(?:论坛|会场)|专题|议题|主题|板块|版块|单元|专场|环节|分会场|圆桌(?:对话|论坛)?|第?(?:{_CHINESE_NUMBER})?场)\s*(?:{_CHINESE_NUMBER})?\s*[】\]]?\s*[：:·\s—]|^第{_CHINESE_NUMBER}(?:单元|环节|板块|专题|专场|场|分论坛|议题|编|辑|部分|届)|^20\d\d(?:年)?[^，。]{{2,30}}(?:论坛|大会|峰会|年会|会议)$|^(?:主|分|平行)论坛$|^(?:开幕式|闭幕式|开幕致辞)$")
# Parts of a programme that are named so and no more; one of them can also be the title of a speech.
SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}[、.．]\s*)?"
    "(?:(?:主旨|主题|特邀|大会|交流|嘉宾|领导|开幕|闭幕|欢迎|专题|重点|典型|会议)(?:发言|演讲|报告|致辞|讲话|总结)"
    "|(?:圆桌|高峰|高端|巅峰|嘉宾|对话|互动|自由|专题|分组|现场|平行)(?:对话|论坛|讨论|会议|访谈|交流|研讨|沙龙|提问|问答)"
    "|开幕式|闭幕式|(?:互动|问答|提问|答问|致辞|演讲|发言|交流|讨论)(?:环节|阶段|单元)|问答互动|互动问答)"
    "(?:环节|阶段|单元|部分|摘编|选登)?"
)
_EVENT = re.compile("论坛|大会|峰会|会议|研讨会|座谈会|博览会|年会|对话会|专场|高峰|开幕式|闭幕式")
SERIES = re.compile("^(?:[一二三四五六七八九十]是|[一二三四五六七八九十]要|首先|其次|再次|最后|第[一二三四五六七八九十][，,]|另外|此外|同时|因此|所以|但是|然而|我们|我认为|我想|近年来|下面|今天)")
HALVES = re.compile(r"\s{2,}|[\u3000\u00a0\t]+|(?<=[^\x00-\x7f])\s(?=[^\x00-\x7f])")
_FINAL = "。！？!?…"


def ends_sentence(text: str) -> bool:
    text = re.sub(r"(?<=[。！？!?…”])\s*[（(][^（()）]{1,8}[)）]$", "", text)  # （掌声）
    bare = text.rstrip("”’」』）)\"'")
    return bool(bare) and (bare[-1] in _FINAL or (bare[-1] == "." and len(bare) > 1 and not bare[-2].isupper()))


def read_when(text: str) -> tuple[str, str] | None:
    """Read a line of date and place, (2023年10月18日，北京) or 10月27日　湖北武汉, as (date, place)."""
    bare = re.sub(r"^[（(【]\s*|\s*[)）】]$", "", text.strip()).strip()
    bare = re.sub(r"^(?:时间|日期|時間)\s*[：:]\s*", "", bare)
    match = DATE.search(bare)
    if not match or len(bare) > 60 or ends_sentence(text):
        return None
    before, after = bare[: match.start()].strip(" \u3000\u00a0，,·|｜/"), bare[match.end() :].strip(" \u3000\u00a0，,·|｜/于於在")
    after = re.sub(r"^(?:地点|地點)\s*[：:]\s*", "", after)
    if before and after:
        return None
    place = before or after
    if place and (not _PLACE.fullmatch(place) or re.search("年|月|的|讲话|演讲|致辞|发言", place) or _EVENT.search(place)):
        return None
    return match[0].strip(), place
