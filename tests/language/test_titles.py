"""Speaker lines: the sample page's with a dictionary of its proper names, and lines of other forums by rule alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.language.titles import compose_speaker_line

NAMES = {
    "国家电力投资集团有限公司": "State Power Investment Corporation Limited",
    "武汉临空港经开区": "Wuhan Lingang Economic and Technological Development Zone",
    "南方电网数字传媒科技有限公司": "China Southern Power Grid Digital Media Technology Co., Ltd.",
    "中国远洋海运集团有限公司": "China COSCO Shipping Corporation Limited",
    "中国交通建设集团有限公司": "China Communications Construction Company Limited",
    "中电光谷联合控股有限公司": "China Electronics Optics Valley Union Holding Company Limited",
    "湖南农业发展投资集团有限公司": "Hunan Agricultural Development and Investment Group Co., Ltd.",
    "长江日报社": "Changjiang Daily",
    "清华大学": "Tsinghua University",
    "中国社会科学院": "Chinese Academy of Social Sciences (CASS)",
    "中国外文局": "China International Communications Group",
    "新华社": "Xinhua News Agency",
    "塔斯社": "TASS",
    "光明日报": "Guangming Daily",
    "招商局集团有限公司": "China Merchants Group",
    "世界卫生组织": "World Health Organization (WHO)",
    "国务院新闻办公室": "State Council Information Office (SCIO)",
    "中国工程院": "Chinese Academy of Engineering",
    "浙江大学": "Zhejiang University",
    "早稻田大学": "Waseda University",
    "外交部发言人": "Foreign Ministry Spokesperson",
}


def compose(line: str, spelling: str = "en-US") -> str:
    composed = compose_speaker_line(line, NAMES.get, spelling)
    assert composed.unknown == ()
    return composed.en


@pytest.mark.parametrize(
    ("line", "en"),
    [
        ("山东省委宣传部分管日常工作的副部长", "Executive Deputy Head of the Publicity Department, CPC Shandong Provincial Committee"),
        ("湖北武汉市委常委、宣传部部长", "Member of the Standing Committee and Head of the Publicity Department, CPC Wuhan Municipal Committee, Hubei Province"),
        ("云南日报报业集团党委书记、社长", "Secretary of the Party Committee and President, Yunnan Daily Press Group"),
        ("长江日报社党委书记、社长", "Secretary of the Party Committee and President, Changjiang Daily"),
        ("黑龙江省委宣传部部务委员", "Member of the Executive Committee of the Publicity Department, CPC Heilongjiang Provincial Committee"),
        ("湖北武汉临空港经开区管委会主任、东西湖区区长", "Director of the Administrative Committee, Wuhan Lingang Economic and Technological Development Zone, and Head of Dongxihu District, Wuhan, Hubei Province"),
        ("贵州遵义市委常委、宣传部部长、统战部部长", "Member of the Standing Committee and Head of the Publicity Department and the United Front Work Department, CPC Zunyi Municipal Committee, Guizhou Province"),
        ("河北张家口市委常委、宣传部部长、统战部部长", "Member of the Standing Committee and Head of the Publicity Department and the United Front Work Department, CPC Zhangjiakou Municipal Committee, Hebei Province"),
        ("国家电力投资集团有限公司宣传与群团部主任、新闻中心主任", "Director of the Publicity and Mass Organization Work Department and the News Center, State Power Investment Corporation Limited"),
        ("南方电网数字传媒科技有限公司党委副书记", "Deputy Secretary of the Party Committee, China Southern Power Grid Digital Media Technology Co., Ltd."),
        ("中国远洋海运集团有限公司公共关系本部副总经理", "Deputy General Manager of the Public Relations Department, China COSCO Shipping Corporation Limited"),
        ("中国交通建设集团有限公司企业文化部执行总经理、新闻中心主任", "Executive General Manager of the Corporate Culture Department and Director of the News Center, China Communications Construction Company Limited"),
        ("中电光谷联合控股有限公司副总经理", "Deputy General Manager, China Electronics Optics Valley Union Holding Company Limited"),
        ("湖南农业发展投资集团有限公司党委副书记、副董事长、总经理", "Deputy Secretary of the Party Committee, Vice Chairman and General Manager, Hunan Agricultural Development and Investment Group Co., Ltd."),
    ],
)  # fmt: skip
def test_the_sample_page(line: str, en: str) -> None:
    assert compose(line) == en


@pytest.mark.parametrize(
    ("line", "en"),
    [
        # Party committees and their departments
        ("四川省委宣传部副部长、省政府新闻办主任", "Deputy Head of the Publicity Department, CPC Sichuan Provincial Committee, and Director of the Information Office, Sichuan Provincial People's Government"),
        ("浙江省杭州市余杭区委副书记、区长", "Deputy Secretary of the CPC Yuhang District Committee and Head of Yuhang District, Hangzhou, Zhejiang Province"),
        ("湖南省花垣县委书记", "Secretary of the CPC Huayuan County Committee, Hunan Province"),
        ("西藏自治区党委宣传部对外宣传处处长", "Director of the International Communication Division, Publicity Department, CPC Xizang Autonomous Regional Committee"),
        ("四川省凉山彝族自治州州委副书记、州长", "Deputy Secretary of the CPC Liangshan Yi Prefectural Committee and Governor of Liangshan Yi Autonomous Prefecture, Sichuan Province"),
        ("内蒙古自治区锡林郭勒盟委副书记", "Deputy Secretary of the CPC Xilingol League Committee, Inner Mongolia Autonomous Region"),
        ("上海市浦东新区区委常委、宣传部部长", "Member of the Standing Committee and Head of the Publicity Department, CPC Pudong New Area Committee, Shanghai"),
        ("中共武汉市委员会书记", "Secretary of the CPC Wuhan Municipal Committee"),
        ("榆林市委党校常务副校长", "Executive Vice President of the Party School, CPC Yulin Municipal Committee"),
        ("雄安新区党工委副书记、管委会副主任", "Deputy Secretary of the Party Working Committee and Deputy Director of the Administrative Committee, Xiong'an New Area"),
        ("陕西省延安市延川县梁家河村党支部书记", "Secretary of the Party Branch of Liangjiahe Village, Yanchuan County, Yan'an, Shaanxi Province"),
        # government, people's congresses, CPPCC
        ("山西省大同市市长", "Mayor of Datong, Shanxi Province"),
        ("三亚市人民政府副市长", "Vice Mayor of Sanya"),
        ("广西壮族自治区副主席", "Vice Chairman of the Guangxi Zhuang Autonomous Region"),
        ("湖北省代省长", "Acting Governor of Hubei Province"),
        ("贵州省常务副省长", "Executive Vice Governor of Guizhou Province"),
        ("拉萨市委常委、副市长", "Member of the Standing Committee of the CPC Lhasa Municipal Committee and Vice Mayor of Lhasa"),
        ("苏州市政协副主席", "Vice Chairman of the Suzhou Municipal Committee of the CPPCC"),
        ("福建省人大常委会副主任", "Deputy Director of the Standing Committee of the Fujian Provincial People's Congress"),
        ("湖北省文化和旅游厅党组书记、厅长", "Secretary of the Leading Party Members Group and Director-General, Hubei Provincial Department of Culture and Tourism"),
        ("江西省委宣传部副部长、省电影局局长", "Deputy Head of the Publicity Department, CPC Jiangxi Provincial Committee, and Director, Jiangxi Provincial Bureau of Film"),
        ("漯河市人民政府秘书长", "Secretary-General of the Luohe Municipal People's Government"),
        ("武汉经开区管委会主任", "Director of the Administrative Committee, Wuhan Economic and Technological Development Zone"),
        # ministries and abroad
        ("外交部副部长", "Vice Minister of Foreign Affairs"),
        ("商务部部长", "Minister of Commerce"),
        ("教育部国际合作与交流司副司长", "Deputy Director-General of the Department of International Cooperation and Exchanges, Ministry of Education"),
        ("国务院新闻办公室原副主任", "former Deputy Director, State Council Information Office"),
        ("外交部发言人", "Foreign Ministry Spokesperson"),
        ("法国驻华大使", "Ambassador of France to China"),
        ("中国前驻英国大使", "former Chinese Ambassador to the United Kingdom"),
        ("法国驻武汉总领事", "Consul General of France in Wuhan"),
        ("世界卫生组织驻华代表", "Representative in China, World Health Organization"),
        ("日本早稻田大学教授", "Professor, Waseda University, Japan"),
        # press, universities, academies, companies
        ("光明日报社国际部主任", "Director of the International Department, Guangming Daily"),
        ("福建日报社副总编辑", "Deputy Editor-in-Chief, Fujian Daily"),
        ("塔斯社北京分社社长", "Beijing Bureau Chief, TASS"),
        ("中国外文局副局长兼总编辑", "Deputy Director-General and Editor-in-Chief, China International Communications Group"),
        ("哈尔滨市广播电视台台长、总编辑", "President and Editor-in-Chief, Harbin Radio and Television Station"),
        ("上海市静安区融媒体中心副主任", "Deputy Director, Jing'an District Convergence Media Center, Shanghai"),
        ("清华大学新闻与传播学院常务副院长、教授", "Executive Vice Dean of the School of Journalism and Communication and Professor, Tsinghua University"),
        ("清华大学中文系主任", "Head of the Department of Chinese, Tsinghua University"),
        ("清华大学新闻与传播学院教授", "Professor, School of Journalism and Communication, Tsinghua University"),
        ("清华大学党委副书记、校长", "Deputy Secretary of the Party Committee and President, Tsinghua University"),
        ("中国社会科学院副院长", "Vice President, Chinese Academy of Social Sciences"),
        ("中国工程院院士、浙江大学教授", "Academician of the Chinese Academy of Engineering and Professor, Zhejiang University"),
        ("招商局集团品牌总监", "Brand Director, China Merchants Group"),
        ("新华社四川分社社长", "Sichuan Bureau Chief, Xinhua News Agency"),
        ("山東省青島市市長", "Mayor of Qingdao, Shandong Province"),
        ("海南省政务服务中心党组书记、主任", "Secretary of the Leading Party Members Group and Director, Hainan Provincial Government Services Center"),
        ("甘肃省民乐县委宣传部副部长、县融媒体中心主任", "Deputy Head of the Publicity Department, CPC Minle County Committee, and Director, Minle County Convergence Media Center, Gansu Province"),
        ("福建省武夷山市委副书记、市长", "Deputy Secretary of the CPC Wuyishan Municipal Committee and Mayor of Wuyishan, Fujian Province"),
        ("上海广播电视台纪录片中心党总支书记、主任", "Secretary of the General Party Branch and Director, Documentary Center, Shanghai Radio and Television Station"),
        ("政协襄阳市委员会主席", "Chairman of the Xiangyang Municipal Committee of the CPPCC"),
        ("招商局集团国际业务总监", "Director of International Business, China Merchants Group"),
        ("驻村第一书记", "First Secretary Stationed in the Village"),
    ],
)  # fmt: skip
def test_other_forums(line: str, en: str) -> None:
    assert compose(line) == en


def test_british_spelling_leaves_the_glossarys_own() -> None:
    names = {"纽约贸易中心": "New York Trade Center"}
    composed = compose_speaker_line("纽约贸易中心新闻中心主任", names.get, "en-GB")
    assert composed.en == "Director of the News Centre, New York Trade Center"


def test_an_unknown_body_is_flagged_with_its_place_and_the_words_to_add() -> None:
    line = "北极星智能科技有限公司品牌部总经理"
    composed = compose_speaker_line(line)
    (unknown,) = composed.unknown
    assert line[unknown.start : unknown.end] == unknown.zh == "北极星智能科技有限公司"
    assert "北极星智能科技有限公司" in unknown.hint
    assert composed.en == "General Manager of the Brand Department, 北极星智能科技有限公司"
    known = {unknown.zh: "Polaris Intelligent Technology Co., Ltd."}
    again = compose_speaker_line(line, known.get)
    assert again.unknown == ()
    assert again.en == "General Manager of the Brand Department, Polaris Intelligent Technology Co., Ltd."


def test_a_known_name_inside_a_longer_unknown_one_is_not_used() -> None:
    composed = compose_speaker_line("中国银行保险传媒股份有限公司副总编辑", {"中国银行": "Bank of China"}.get)
    assert [u.zh for u in composed.unknown] == ["中国银行保险传媒股份有限公司"]


def test_the_glossarys_word_for_a_kind_of_body_is_used() -> None:
    words = {"融媒体中心": "Media Integration Center"}
    en = compose_speaker_line("四川省江油市融媒体中心主任", words.get).en
    assert en == "Director, Jiangyou Media Integration Center, Sichuan Province"


def test_an_unknown_department_is_flagged_whole() -> None:
    composed = compose_speaker_line("清华大学未来图景研究院院长", NAMES.get)
    assert [u.zh for u in composed.unknown] == ["未来图景研究院"]


def test_what_is_spelt_by_rule_alone_is_told() -> None:
    composed = compose_speaker_line("湖南省花垣县委书记")
    assert [p.zh for p in composed.by_rule] == ["湖南省花垣县委"]


def test_affiliation_and_positions_are_told_apart() -> None:
    composed = compose_speaker_line("湖北武汉市委常委、宣传部部长")
    assert (composed.affiliation.zh, composed.affiliation.en) == (
        "湖北武汉市委",
        "CPC Wuhan Municipal Committee, Hubei Province",
    )
    assert [(p.zh, p.en) for p in composed.positions] == [
        ("常委", "Member of the Standing Committee"),
        ("宣传部部长", "Head of the Publicity Department"),
    ]


def test_spaces_stand_for_nothing_or_part_posts() -> None:
    line = "光明日报社　国际部  主任 高级编辑"
    composed = compose_speaker_line(line, NAMES.get)
    assert composed.en == "Director of the International Department and Senior Editor, Guangming Daily"
    assert [line[p.start : p.end] for p in composed.parts] == ["光明日报社", "国际部", "主任", "高级编辑"]
    unknown = compose_speaker_line("北极星 科技公司 经理").unknown
    assert [(u.start, u.end, u.zh) for u in unknown] == [(0, 8, "北极星科技公司")]


def test_ranks_in_brackets_are_left_out() -> None:
    en = compose_speaker_line("湖北省委宣传部副部长（正厅级）、省文明办主任").en
    assert en.startswith("Deputy Head of the Publicity Department, CPC Hubei Provincial Committee")


def test_a_row_for_a_whole_post_phrase_wins_over_the_grammar() -> None:
    rows = {"分管日常工作的副部长": "Deputy Head in Charge of Day-to-Day Work", "部务委员": "Member of the Departmental Affairs Committee"}
    assert compose_speaker_line("山东省委宣传部分管日常工作的副部长", rows.get).en == (
        "Deputy Head in Charge of Day-to-Day Work of the Publicity Department, CPC Shandong Provincial Committee"
    )
    assert compose_speaker_line("黑龙江省委宣传部部务委员", rows.get).en.startswith("Member of the Departmental Affairs")


def test_a_row_for_a_department_does_not_cut_it_off_its_body() -> None:
    rows = {"国家电力投资集团有限公司": "SPIC", "新闻中心": "News Center", "宣传与群团部": "Publicity and Mass Organizations Department"}
    assert compose_speaker_line("国家电力投资集团有限公司宣传与群团部主任、新闻中心主任", rows.get).en == (
        "Director of the Publicity and Mass Organizations Department and the News Center, SPIC"
    )


def test_the_city_of_another_country_is_no_chinese_division() -> None:
    composed = compose_speaker_line("德国杜伊斯堡市市长")
    assert composed.en == "Mayor of 杜伊斯堡市, Germany"
    assert [u.zh for u in composed.unknown] == ["杜伊斯堡市"]
    assert compose_speaker_line("德国杜伊斯堡市市长", {"杜伊斯堡": "Duisburg"}.get).en == "Mayor of Duisburg, Germany"


def test_the_glossary_wins_over_the_tables() -> None:
    assert (
        compose_speaker_line("清华大学教授", {**NAMES, "教授": "Full Professor"}.get).en
        == "Full Professor, Tsinghua University"
    )
    whole = {"武汉市委常委": "Standing Member of the Wuhan Committee"}
    assert compose_speaker_line("武汉市委常委", whole.get).en == "Standing Member of the Wuhan Committee"


def test_an_affiliation_without_a_post() -> None:
    composed = compose_speaker_line("清华大学", NAMES.get)
    assert (composed.en, composed.positions[0].en) == ("Tsinghua University", "Tsinghua University")


@given(st.text(alphabet="湖北武汉省市区委常、宣传部长副主任兼原党书记社大学院  （）·Ab", max_size=20))
def test_any_line_is_composed_with_every_part_in_place(line: str) -> None:
    composed = compose_speaker_line(line, NAMES.get)
    for part in (*composed.unknown, *composed.parts):
        assert 0 <= part.start <= part.end <= len(line)
