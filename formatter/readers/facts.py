"""What speaker lines are made of: surnames, posts, bodies. Evidence for the outline, not a dictionary of names."""

from __future__ import annotations

import re

from formatter.language.script import to_simplified

# The hundred family surnames in order of population (Ministry of Public Security, 2020), then the rest in use.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜"
    "崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
    "汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡"
    "鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支"
    "卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉"
    "傅昌酆贝钮汲邴糜宓蓬钭韶蓟咸籍贡苍扶堵宰郦郤璩寿郏宦鱼慎庾暨弘禄殳蔚夔厍訾毋乜巢蒯竺桓麴缑琴赏刀岩兀泮妥浩甯鹤嘉伞撖澎"
    "银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由袭折逄郇郗贠员黑撒沃燎粘曰占户仉归晨"
)

COMPOUND_SURNAMES = frozenset(
    ["欧阳", "司马", "诸葛", "上官", "司徒", "东方", "皇甫", "慕容", "令狐", "尉迟", "长孙", "宇文", "公孙", "夏侯", "轩辕", "百里", "东郭", "西门", "南宫", "端木", "独孤", "呼延", "拓跋", "澹台", "濮阳", "淳于", "公冶", "太史", "申屠", "仲孙", "钟离", "赫连", "闾丘", "司空", "颛孙", "巫马", "公羊", "公西", "漆雕", "壤驷", "乐正", "第五", "万俟", "南门", "纳兰", "爱新觉罗", "叶赫那拉", "耶律", "完颜", "鲜于", "司寇"]
)

# Posts in 长 need their body before it: 成长 and 增长 are no posts.
_CHIEFS = (
    "部局司厅处科署社台院所馆校会行市省县区州镇乡村旗盟站厂园团队组船舰议酋首系室庭矿店课班股坊庄",
    "理事 董事 监事 秘书 干事 检察 审计 参谋 委员 审判",
)
_OFFICERS = "执行 运营 财务 技术 信息 内容 品牌 战略 科学 投资 行政 政务 检察 法 事务 新闻 礼宾 项目 审判 指挥"  # each with 官
_POSTS = """
书记 主任 主席 总统 总理 首相 国王 女王 大臣 部长助理 代表 特使 专员 发言人 委员 常委 成员 政委 司令员 监督员 议员 参议 村官
大使 公使 参赞 领事 代办 武官 少将 中将 上将 大校 助理 秘书 干事 参事 顾问 调研员 巡视员 督查员 科员 协调员 高管 首席 主管 总管
总编辑 总编 主编 编委 编审 译审 总监 监事 董事 理事 经理 总裁 董秘 会计 法人 合伙人 创始人 创办人 发起人 负责人 召集人 牵头人
带头人 传承人 继承人 继任者 候选人 获得者 掌门人 经纪人 主持人 制片人 出品人 撰稿人 策划人 策展人 协调人
教授 讲师 助教 研究员 院士 专家 博士 博士后 硕士 导师 学者 教师 老师 辅导员 教练 馆员
工程师 设计师 规划师 会计师 经济师 农艺师 畜牧师 医师 律师 分析师 架构师 精算师 建筑师 园艺师 摄影师 培训师 咨询师 策划师 修复师 技师 大师
法官 检察官 警官 医生 护士 记者 编辑 评论员 主播 讲解员 作家 诗人 导演 演员 画家 书法家 艺术家 音乐家 歌唱家 舞蹈家 收藏家 翻译家
企业家 科学家 经济学家 历史学家 社会学家 考古学家 政治学家 法学家 文学家 哲学家 农学家
工匠 农民 工人 职工 村民 志愿者 护林员 船员 飞行员 航天员 运动员 冠军
CEO CTO CFO COO CIO Chairman Chair President Director Professor Secretary-General Minister Ambassador
"""


def _one_of(words: str) -> str:
    return "|".join(words.split())


_POST = re.compile(
    rf"(?:[{_CHIEFS[0]}]长|(?:{_one_of(_CHIEFS[1])})长|(?:{_one_of(_OFFICERS)})官|{_one_of(_POSTS)})(?:[（(][^（）()]{{1,12}}[)）])?$"
)

_BODIES = """
集团 公司 大学 学院 研究院 研究所 研究会 中心 实验室 委员会 管委会 政府 省委 市委 县委 区委 州委 旗委 党委 工委 办公室 部门 厅
报社 日报 晚报 时报 新华社 通讯社 杂志社 出版社 旅行社 合作社 合作联社 协会 学会 商会 联合会 总会 基金会 联盟 理事会 董事会 组织
银行 博物馆 图书馆 美术馆 档案馆 使馆 领事馆 海关 机场 电厂 工厂 钢厂 农场 林场 村委会 居委会 代表处 秘书处 开发署 计划署 规划署
工会 智库 学校 中学 小学 指挥部 事务所 编辑部 课题组 项目组 工作室 书院 乐团
"""
# One hanzi is a body only behind some others: 大局, 部署 and 全部 are none.
_BODY = re.compile(
    rf"(?:{_one_of(_BODIES)}|(?<![全内外干局细胸])部|(?<![大格布全结僵开破变当邮棋时])局|(?<!部)署|(?:研究|事务|派出|传习|观测|交易)所"
    r"|[医法检察科学书剧画农林设计规划研究]院|(?:电视|广播|总)台)$"
)
# A body anywhere in a text: weaker evidence, for posts that are not listed above.
_BODY_INSIDE = re.compile(
    "集团|公司|大学|学院|研究院|研究所|委员会|政府|办公室|中心|[务理政育卫防产化]局|厅|署|协会|学会|商会|联合会|基金会|联盟|银行|医院"
    "|博物馆|图书馆|报社|电视台|总台|联合国|省|自治区"
)
_HONORIFIC = re.compile("(?:先生|女士|同志|小姐|阁下)$")
_ACADEMIC = re.compile("(?:教授|博士|院士|老师|研究员)$")

_TAIL = 32  # characters; no post or body word is longer, and searching all of a long line is slow


def ends_in_post(text: str) -> bool:
    return _POST.search(to_simplified(text[-_TAIL:])) is not None


def ends_in_body(text: str) -> bool:
    return _BODY.search(to_simplified(text[-_TAIL:])) is not None


def names_a_body(text: str) -> bool:
    return _BODY_INSIDE.search(to_simplified(text)) is not None


def is_surname(text: str) -> bool:
    """Tell whether a text is a known surname, of one hanzi or compound."""
    plain = to_simplified(text)
    return plain in SURNAMES or plain in COMPOUND_SURNAMES


def is_compound_surname(text: str) -> bool:
    return to_simplified(text) in COMPOUND_SURNAMES


def form_of_address(text: str) -> tuple[int, bool]:
    """Find a form of address at the end of a text: its offset (-1: none), and whether it is an academic post."""
    plain = to_simplified(text)
    if match := _HONORIFIC.search(plain):
        return match.start(), False
    match = _ACADEMIC.search(plain)
    return (match.start(), True) if match else (-1, False)
