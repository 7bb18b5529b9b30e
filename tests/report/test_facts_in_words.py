"""How offices say what they count: the shapes of real sentences, with other numbers, places and names.

Each is written `metric/channel value` for what it counts, in order; what it only seems to count is not told.
"""

from __future__ import annotations

import pytest

from gongkai.report.facts import find_facts


def counted(text: str, year: int = 2024) -> list[str]:
    facts = find_facts(text, year)
    return [f"{f.metric}{f'/{f.channel}' if f.channel else ''} {f.value}{f.unit}" for f in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年主动公开信息共有35条。", "published 35条"),
        ("主动公开各类政府信息总数达612条。", "published 612条"),
        ("全年共主动公开216条政府信息。", "published 216条"),
        ("我局共主动公开143份信息稿件。", "published 143份"),
        ("累计公开信息8条。", "published 8条"),
        ("向社会各界公布水利政府信息累计77条。", "published 77条"),
        ("局官网发布信息318条。", "posts/website 318条"),
        ("通过甲乙县政务网发布各类信息共64条。", "posts/website 64条"),
        ("在门户网站主动公开发布公告公示、部门动态等73条。", "published/website 73条"),
        ("微信公众号公开工作动态（含原创、转发等）225条。", "posts/wechat 225条"),
        ("官方微信平台共推文1340篇，总点击量达到52万。", "posts/wechat 1340篇; visits/wechat 520000"),
        ("公开信息1210条，其中，官方网站发布905条，官方微博发布88条，微信公众号发布151条，抖音发布66条。",
         "published 1210条; posts/website 905条; posts/weibo 88条; posts/wechat 151条; posts/short_video 66条"),
        ("主动公开政府信息3300条，其中，局官网发布信息700条，微信公众号1900条，微博610条，快手号90条。",
         "published 3300条; posts/website 700条; posts/wechat 1900条; posts/weibo 610条; posts/short_video 90条"),
        ("“甲乙政府网”微信公众号推送信息412条，订阅数超3.2万人。", "posts/wechat 412条; followers/wechat 32000人"),
        ("主动公开政府信息110条。其中：主动网站信息公开70条，微信公众号信息公开40条。", "published 110条; posts/website 70条; posts/wechat 40条"),
        ("共通过甲乙水利网公开各类政府信息940篇。", "posts/website 940篇"),
        ("全年在某某省政府采购网公开信息9条。", "posts/website 9条"),
        ("全平台发布各类政务信息合计530条，其中网站发布自主信息90条，官方微博140条，官方公众号300条；全年公开各类文件610件，收到网民留言3份。",
         "posts 530条; posts/website 90条; posts/weibo 140条; posts/wechat 300条; published 610件; enquiries 3份"),
        ("发布水利农业各类信息188条。", "posts 188条"),
        ("通过政府网站、微信公众号等平台，发布重大决策、预决算、重大事项等涉及民生领域的政府信息1800条。", "posts 1800条"),
        ("微信公众号发文210篇，点击12001次。", "posts/wechat 210篇; visits/wechat 12001次"),
        ("公开信息700条，其中通过甲乙区政府网主动公开信息130条。", "published 700条; published/website 130条"),
        ("通过厅网站发布通知类信息56条、结果公示公告类信息68条、预决算公开信息11条。", "posts/website 56条; published.finance 11条"),
        ("其中微博12个，共发布信息310条；微信公众号9个，共发布信息420条。", "posts/weibo 310条; posts/wechat 420条"),
        ("“南山水利”微信公众号日均发布信息2条以上，全年发布信息700多条，阅读量达9.5万人次。", "posts/wechat 700条; visits/wechat 95000人次"),
        ("我局官方微信“南山县水利局”，截至2024年12月31日共推送88条信息。", "posts/wechat 88条"),
        ("热线新媒体发布微信52条，微博61条。", "posts/wechat 52条; posts/weibo 61条"),
        ("政务信息主动公开总数130条，其中政务微信公开政府信息44条。", "published 130条; posts/wechat 44条"),
        ("阅读量达200余万次。", "visits 2000000次"),
        ("主动公开疫情防控数据、财政收支数据、环境保护与治理、食品药品安全、应急管理、公益事业建设、重大项目建设、市场交易监管、社会救助等政府信息4074条。",
         "published 4074条"),
        ("编辑发行《甲乙市人民政府公报》11期。", "posts/bulletin 11期"),
        ("全年市政府公报出刊22期。", "posts/bulletin 22期"),
    ],
)  # fmt: skip
def test_what_was_published(text: str, expected: str) -> None:
    assert counted(text) == expected.split("; ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在县政府官网、《甲乙日报》、“甲乙发布”微信公众号等平台公开各类信息142条。", "posts 142条"),
        ("通过甲乙网、甲乙公安微信、政府网站等渠道主动发布信息600余条。", "published 600条"),
        ("利用“甲乙发布”公众号、纸质媒体、网络平台主动向社会公开工作动态、惠民政策、公共服务信息118条。", "published 118条"),
        ("通过微信公众号、今日头条等新媒体公开信息72条。", "posts/new_media 72条"),
        ("通过微信公众号、抖音等新媒体公开信息935条。", "posts/new_media 935条"),
        ("依托政府网站、政务新媒体等方式，全年累计公开文件、会议等各类信息187条。", "posts 187条"),
        ("积极利用政务新媒体渠道，通过“甲乙交通”微信公众号发布信息381条。", "posts/wechat 381条"),
    ],
)  # fmt: skip
def test_several_channels_named_at_once_are_none_of_them(text: str, expected: str) -> None:
    assert counted(text) == expected.split("; ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县政府网站发布政府信息13000条。其中，概况类信息760条，政务动态类信息3900条，信息公开目录信息8340条。",
         "posts/website 13000条; published.overview 760条; published.government_news 3900条; published.catalogue 8340条"),
        ("网站发布信息215条，其中发布2条概况类信息，41条政务动态信息，33条信息公开目录信息。",
         "posts/website 215条; published.overview 2条; published.government_news 41条; published.catalogue 33条"),
        ("区政府网站发布信息900条，其中概况类信息更新量3条，政务动态信息更新量700条。",
         "posts/website 900条; published.overview 3条; published.government_news 700条"),
        ("主动公开政府信息86条（其中，“规划计划”3件，“招生工作”2件）。", "published 86条; published.plans 3件"),
        ("公开信息260条，其中：工作动态12条、通知公告25条、政策解读4条、人事信息5条、其他类信息14条。",
         "published 260条; published.department_news 12条; published.notices 25条; interpretations 4条; published.personnel 5条; published.other 14条"),
        ("主动公开信息60条，其中：机构职能2条；部门预决算4条；办事指南类信息3条；招标投标8条。",
         "published 60条; published.organisation 2条; published.finance 4条; published.service_guides 3条; published.tenders 8条"),
        ("新增主动公开政府信息25条。其中，政策法规及业务类的信息12条；规划计划类的信息13条。", "published 25条; published.plans 13条"),
        ("在南山县人民政府门户网站政府信息公开专栏发布政务动态类信息33条。", "published.government_news 33条"),
        ("公开各类信息86条，其中政府网站发布工作动态17条，微信公众号发布信息48条。", "published 86条; published.department_news 17条; posts/wechat 48条"),
        ("主动公开的信息包括概况信息1条、工作动态信息96条、其他应主动公开的信息20条。",
         "published.overview 1条; published.department_news 96条; published.other 20条"),
        # A part of a kind is not the kind.
        ("今年共发布38条财政资金信息，其中专项资金15条，预决算公开19条（部门预决算公开16条）。", "published.finance 38条"),
        ("发布政府采购信息7条。", "published.procurement 7条"),
        ("公开政府信息6条，含规范性文件0份、政策解读0份。", "published 6条; normative_documents 0份; interpretations 0份"),
        # A finance office calls all that it publishes so.
        ("全年主动公开各类财政信息980条。", "published 980条"),
        # Two kinds with one number are neither.
        ("公开信息90条，其中政策法规、政策解读20条，机构领导、机构设置及人事信息22条，国有企业财务信息9条。", "published 90条"),
    ],
)  # fmt: skip
def test_kinds_of_items_are_known_by_their_exact_words(text: str, expected: str) -> None:
    assert counted(text) == expected.split("; ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开调整后的权责事项清单310项（其中行政许可21项、行政处罚205项、行政征用1项、行政监督检查19项、其他行政权力12项、其他权责事项52项）。",
         "power_list 310项; power_list.licence 21项; power_list.penalty 205项; power_list.requisition 1项; power_list.inspection 19项; power_list.other 12项"),
        ("保留行政权力640项。其中，行政许可24项、行政裁决2项、其他行政权力13项。",
         "power_list 640项; power_list.licence 24项; power_list.adjudication 2项; power_list.other 13项"),
        ("行政许可24项。", ""),  # of a list, or decided? Nobody can tell.
    ],
)  # fmt: skip
def test_a_power_list_goes_on_over_its_sentences(text: str, expected: str) -> None:
    assert counted(text) == ([] if not expected else expected.split("; "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请820件。其中，通过网站提交申请表的610件，占比74.4%；通过信函提交申请的190件；当面提交20件。公民提出申请800件。",
         "received 820件; received.online 610件; received.post 190件; received.in_person 20件"),
        ("受理申请公开事项27例，其中通过网络收到申请21件，占比78%，通过来信收到申请件6件。", "received 27例; received.online 21件; received.post 6件"),
        ("受理政府信息公开申请150件，其中网站申请140件、当面申请3件、信函申请7件；已办理146件，结转下年度继续办理4件。",
         "received 150件; received.online 140件; received.in_person 3件; received.post 7件; answered 146件; carried_out 4件"),
        ("收到政府信息依申请公开8件，上年转结2件，其中网络申请数6件，信函申请数4件。", "received 8件; carried_in 2件; received.online 6件; received.post 4件"),
        ("全区收到有关政府信息公开的信函申请3条。", "received.post 3条"),
        ("收到政府信息公开申请6件（其中：网上申请4件，现场申请0件，邮寄2件）。",
         "received 6件; received.online 4件; received.in_person 0件; received.post 2件"),
        ("共受理依申请公开案件43件。", "received 43件"),
        ("上年转结政府信息公开申请0件，转下一年办理1件。", "carried_in 0件; carried_out 1件"),
        ("收到依申请公开13件，办理完毕13件。", "received 13件; answered 13件"),
        ("我局2024年度依申请公开申请数为18件。", "received 18件"),
        ("共答复依申请信息公开14件。", "answered 14件"),
        ("受理依申请公开来件26件，续办上年度结转办件1件，共办理27件。", "received 26件; carried_in 1件; answered 27件"),
        ("共收到3件政府信息公开申请。", "received 3件"),
        ("收到1项依申请公开事项。", "received 1项"),
        ("接到5份公开申请。", "received 5份"),
        ("共收到信息公开申请17起，比2023年（25起）下降32%，答复16起。", "received 17起; answered 16起"),
        ("受理依申请公开政府信息14条，无上年度结转，均按期答复，因政府信息公开引起的行政复议2件。", "received 14条; reconsiderations 2件"),
        ("结转上年度继续办理2件，收到本年度依申请公开事项83件。", "carried_in 2件; received 83件"),
        ("新收政府信息公开申请9份，本年度办结7份，结转下年度继续办理2份。", "received 9份; answered 7份; carried_out 2份"),
        ("2023年结转3件，收到政府信息公开申请8件，结转至2025年继续办理2件。", "carried_in 3件; received 8件; carried_out 2件"),
        ("共收到依申请公开15件，1件结转下年。", "received 15件; carried_out 1件"),
        ("受理线上信息公开申请45件，依法办结42件，受理线下信息公开申请6件。", "received.online 45件"),
        ("全年共处理政府信息公开申请900件（含上年度结转申请50件），答复860件。", "carried_in 50件; answered 860件"),
        # Dealt with, and some of it carried out: not all of it was answered.
        ("共办理政府信息公开申请730件，其中结转下年度继续办理21件。", "carried_out 21件"),
        ("共接到政府信息公开申请30件，其中我局受理并处理申请11件。", "received 30件"),
    ],
)  # fmt: skip
def test_applications(text: str, expected: str) -> None:
    told = [
        one if one.startswith("reconsiderations") else f"applications.{one}"
        for one in expected.split("; ")
    ]
    assert counted(text) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理12345热线交办事项5210件。", "hotline 5210件"),
        ("办理“12345”“12366”各类工单820件。", "hotline 820件"),
        ("信访办件605件次。", "petitions 605件"),
        ("受理市长信箱来信9件，收到网民来信188件，收到群众留言41条。", "enquiries 9件; enquiries 188件; enquiries 41条"),
        ("公开人大建议、政协提案答复意见28件。", "proposals 28件"),
        ("做好3件人大代表建议、5件政协委员提案办理结果公开。", "proposals 3件; proposals 5件"),
        ("解读重大政策17条，推出政策解读12份。", "interpretations 17条; interpretations 12份"),
        ("共发布解读相关信息95条，其中网站共发布80篇次（文字解读16篇次、新闻发布会4次）。", "interpretations 95条"),
        ("共举办120场市政府新闻发布活动，其中，防汛新闻发布会累计举行30场。", "meetings 120场"),
        ("开展新闻发布活动4次，解读行政规范性文件6件。", "meetings 4次; interpretations 6件"),
        ("参加联合发布会8场，在线访谈2条。", "meetings 8场; interviews 2条"),
        ("出台了6件行政规范性文件，废止3件，现行有效的行政规范性文件40件。", "normative_documents 6件"),
        ("收到网站留言84条、处理留言84条。", "enquiries/website 84条"),
        ("发布图片解析、专家解读、答记者问等解读文章16篇。", "interpretations 16篇"),
        ("信息公开类行政复议5件，诉讼3件。", "reconsiderations 5件; litigation 3件"),
        ("发布文字、图解等多形式政策解读31篇。", "interpretations 31篇"),
        ("编发公报12期，刊登规章、规范性文件等30件，部门规范性文件9件，并制发规范性文件4件。", "posts/bulletin 12期; normative_documents 4件"),
        ("行政复议31件、行政诉讼12件。", "reconsiderations 31件; litigation 12件"),
        ("公开行政许可信息2900条。", "licences.publicised 2900条"),
        ("举办业务培训4期，培训260人次。", "trainings 4期; trainings.people 260人次"),
    ],
)  # fmt: skip
def test_what_else_is_counted(text: str, expected: str) -> None:
    assert counted(text) == expected.split("; ")


@pytest.mark.parametrize(
    "text",
    [
        "系统累计主动公开政府信息1020条，2024年新增主动公开政府信息130条。",
        "2024年新增主动公开政府信息130条（历年累计3100条）。",
        "不断提高政府工作透明度，主动公开政府信息130条。",
        "主动公开政府信息130条，每月公开不少于5条政府信息。",
        "公开2023年度部门决算和2024年度部门预算，主动公开政府信息130条。",
        "（一）主动公开情况\n发布《工作指引（2023年版）》，主动公开政府信息130条。",
        "主动公开政府信息130条，其中其他应主动公开的信息稿2条，法定主动公开信息90条。",
        "主动公开政府信息130条。市长信箱及局长公开电话等答复35件，便民平台24件。",
        "主动公开政府信息130条。通过主流媒体宣传重要文件9篇次、发布相关信息230条。",
        "主动公开政府信息130条。在各类媒体宣传80余篇次，总阅读量超7万次。",
        "主动公开政府信息130条。运用抖音号报道农博会，4条短视频播放量超8万。",
        "主动公开政府信息130条。“南山发布”微信和微博分别发布信息140条、650条。",
        "主动公开政府信息130条，其中政策、规范性文件类信息8条。",
        "主动公开政府信息130条。政府信息公开专栏信息公开目录发布26条信息。",
        "主动公开政府信息130条，各级新闻媒体刊发稿件700篇，各大媒体网站发布宣传报道81篇。",
    ],
)
def test_a_running_total_a_rate_a_part_or_the_press_is_not_the_count(text: str) -> None:
    assert counted(text) == ["published 130条"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，发布信息50条；微信公众号发布信息20条。",
        "2023 年收到政府信息公开申请 9 件。",  # as a page of a PDF has it
        "截至2024年底，系统累计访问量达45.2万次，日均浏览量1.2万余人次。",
        "参加“甲乙之声”广播热线3期。",
        "微信公众号新增粉丝量1400个。",
        "办理信箱邮件，其中主动公开来信9件。",
        "向县档案馆提供应公开部门文件46份。",
        "公开取水许可、采砂许可等13项行政权力事项的名称。",
        "“甲乙应急”微信公众号开通至今，累计发布图文信息508条。",
        "参加阳光热线1次。",
        "政府信息公开目录主动公开政府信息58条。",
        "信息公示栏公开信息31条。",
        "发布政策文件及解读12件。",
        "不予公开信息数2条。",
        "各乡镇公开各类信息3000条。",
        "突出重点，主动公开城乡低保、特困救助、临时救助等重点领域动态信息510条。",
        "从推进信息公开等5个方面提出20项措施。",
        "转载政策解读16条。",
        "收集意见建议50条。",
        "2023年、2024年分别收到政府信息公开申请9件、12件。",
        "2023年和2024年共举办培训5期。",
        "2022-2024年累计发布政策解读60篇。",
        "推进高效办成一件事一次办。",
        "每季度组织培训一次。",
    ],
)
def test_what_is_no_count_of_the_year_gives_no_fact(text: str) -> None:
    assert counted(text) == []


def test_a_heading_without_a_stop_is_not_the_beginning_of_its_sentence() -> None:
    """Else 主动公开 of the heading would make what a channel posted all that was published on purpose."""
    (fact,) = find_facts("（一）主动公开情况\n2024年，通过官网发布信息20条。", 2024)
    assert (fact.metric, fact.channel) == ("posts", "website")
    assert fact.sentence == "2024年，通过官网发布信息20条。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网上留言答复218条。", "enquiries/online 218条"),
        ("收到留言218条，留言答复200条。", "enquiries 218条"),
        ("接听咨询电话1200余个。", "enquiries/telephone 1200个"),
        ("接听热线咨询电话1200个。", "hotline 1200个"),
        ("全年举办政务公开培训班一次。", "trainings 1次"),
        ("举办培训班一期，参训60人。", "trainings 1期; trainings.people 60人"),
        (
            "2023年和2024年共举办培训5期。2024年举办培训2期。",
            "trainings 2期",
        ),
        ("2024年1月1日至2024年12月31日，发布政策解读12篇。", "interpretations 12篇"),
    ],
)
def test_answers_calls_and_single_times(text: str, expected: str) -> None:
    assert counted(text) == expected.split("; ")
