"""Every indicator of the codebook in words of the tests' own: what it is, and what it is not.

Each line of a table is an indicator and a sentence whose figure stands in 《》; a line that begins
with ``!`` says that the figure is anything but that indicator.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports import codebook
from county_reports.extraction.indicators import Candidate, Judgement, Reason

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
defect = made["defect"]
meant = made["meant"]

PROFILE = """
profile.area 栖云县地处群山之间，总面积《1620平方公里》。
profile.area 全县国土面积《2356.4平方公里》，耕地稀少。
profile.area 幅员《1985km²》，素有“九山半水半分田”之称。
!profile.area 全县林地面积《960平方公里》。
!profile.area 核心区面积《120平方公里》。
!profile.area 灌溉面积《260平方公里》。
profile.population 全县总人口《42.6万人》，以苗族侗族为主。
profile.population 现辖14个乡镇，户籍人口《58.3万》。
profile.population 全旗常住人口《13.2万人》。
!profile.population 全县农村人口《36万人》。
!profile.population 全县少数民族人口《12.6万人》。
!profile.population 全县参保人口《32.6万人》。
profile.townships 现辖《14个》乡镇、187个行政村。
profile.townships 全旗辖《9个》苏木、76个嘎查。
profile.townships 全县共有《12个》乡镇。
!profile.townships 督查组走访《6个》乡镇。
!profile.townships 在《3个》乡镇开展试点。
profile.villages 现辖14个乡镇、《187个》行政村。
profile.villages 全县共有《203个》行政村。
!profile.villages 全县《62个》贫困村全部退出。
!profile.villages 抽查《36个》行政村。
!profile.villages 建成示范村《36个》。
profile.fiscal_revenue 全年完成财政总收入《8.6亿元》，增长7.2%。
profile.fiscal_revenue 一般公共预算收入《4.32亿元》。
!profile.fiscal_revenue 争取转移支付《18亿元》。
!profile.fiscal_revenue 一般公共预算支出《32亿元》。
profile.gdp 实现地区生产总值《96.5亿元》。
profile.gdp 全县GDP达到《120亿元》，财政增收困难。
!profile.gdp 第一产业增加值《26亿元》。
!profile.gdp 人均地区生产总值《26000元》。
profile.urban_income 城镇居民人均可支配收入《28600元》。
profile.urban_income 城镇常住居民人均可支配收入达到《25310元》，增长8%。
!profile.urban_income 农村居民人均可支配收入《10860元》。
!profile.urban_income 全省城镇居民人均可支配收入《38600元》。
profile.rural_income 农村居民人均可支配收入《9860元》，增长10.5%。
profile.rural_income 农牧民人均纯收入《8760元》。
!profile.rural_income 城镇居民人均可支配收入《25310元》。
!profile.rural_income 贫困户人均纯收入《6860元》。
"""

REGISTRY = """
registry.initial_households 2014年，全县精准识别贫困户《8420户》28160人。
registry.initial_households 建档之初，共有贫困户《7310户》。
!registry.initial_households 2014年脱贫《1210户》。
!registry.initial_households 2019年新识别贫困户《36户》。
registry.initial_persons 2014年，全县精准识别贫困户8420户《28160人》。
registry.initial_persons 建档立卡之初有贫困人口《24152人》。
!registry.initial_persons 2014年脱贫《4210人》。
!registry.initial_persons 现有建档立卡贫困人口《24152人》。
registry.initial_incidence 2014年贫困发生率《18.2%》。
registry.initial_incidence 贫困发生率由2014年的《18.2%》降至0.6%。
!registry.initial_incidence 贫困发生率由2014年的18.2%降至《0.6%》。
!registry.initial_incidence 全省贫困发生率《12%》。
registry.initial_villages 2014年，全县识别贫困村《62个》。
registry.initial_villages 建档立卡之初，全县有《62个》贫困村。
!registry.initial_villages 2018年退出贫困村《26个》。
!registry.initial_villages 全县现有贫困村《62个》。
registry.registered_households 全县现有建档立卡贫困户《7310户》24152人。
registry.registered_households 截至2019年底，全县共有建档立卡户《7310户》。
!registry.registered_households 产业覆盖建档立卡贫困户《5210户》。
!registry.registered_households 未脱贫建档立卡户《36户》。
registry.registered_persons 全县现有建档立卡贫困户7310户《24152人》。
registry.registered_persons 全县共有建档立卡贫困人口《24152人》。
!registry.registered_persons 建档立卡贫困人口参加养老保险《12152人》。
!registry.registered_persons 未脱贫建档立卡人口《121人》。
registry.poor_villages 全县有贫困村《62个》，遍布14个乡镇。
registry.poor_villages 全县现有省级扶贫重点村《62个》。
!registry.poor_villages 非贫困村《125个》同步推进。
!registry.poor_villages 深度贫困村《8个》。
registry.lifted_households_total 累计脱贫《7268户》24031人。
registry.lifted_households_total 全县已脱贫《7268户》，剩余42户。
!registry.lifted_households_total 未脱贫《42户》。
!registry.lifted_households_total 今年脱贫《421户》。
registry.lifted_persons_total 累计脱贫7268户《24031人》。
registry.lifted_persons_total 全县累计减贫《24031人》。
!registry.lifted_persons_total 未脱贫42户《121人》。
!registry.lifted_persons_total 拟脱贫《1121人》。
registry.lifted_households_year 2019年脱贫《421户》1308人。
registry.lifted_households_year 今年实现脱贫《421户》。
!registry.lifted_households_year 累计脱贫《7268户》。
!registry.lifted_households_year 2020年拟脱贫《36户》。
registry.lifted_persons_year 2019年脱贫421户《1308人》。
registry.lifted_persons_year 全年净减贫《1308人》。
!registry.lifted_persons_year 累计脱贫《24031人》。
!registry.lifted_persons_year 全年返贫《12人》。
registry.planned_households 2020年拟脱贫《36户》85人。
registry.planned_households 年内计划脱贫《36户》。
!registry.planned_households 2018年已脱贫《36户》。
!registry.planned_households 计划搬迁《36户》。
registry.planned_persons 2020年拟脱贫36户《85人》。
registry.planned_persons 预脱贫人口《85人》，目前进展顺利。
!registry.planned_persons 2018年已脱贫《85人》。
!registry.planned_persons 计划搬迁《85人》。
registry.remaining_households 全县还剩《42户》121人未脱贫。
registry.remaining_households 未脱贫《42户》，全部落实兜底。
!registry.remaining_households 监测边缘户《42户》。
!registry.remaining_households 累计脱贫《7268户》。
registry.remaining_persons 全县还剩42户《121人》未脱贫。
registry.remaining_persons 剩余贫困人口《121人》。
!registry.remaining_persons 边缘户人口《121人》。
!registry.remaining_persons 累计脱贫《24031人》。
registry.incidence 贫困发生率降至《0.6%》。
registry.incidence 截至2019年底，全县综合贫困发生率《0.6%》。
!registry.incidence 全省贫困发生率《1.1%》。
!registry.incidence 2014年贫困发生率《18.2%》。
registry.villages_exited_total 《62个》贫困村全部退出。
registry.villages_exited_total 累计退出贫困村《57个》。
!registry.villages_exited_total 今年退出贫困村《5个》。
!registry.villages_exited_total 拟退出贫困村《5个》。
registry.villages_exited_year 2019年退出贫困村《21个》，群众拍手称快。
registry.villages_exited_year 当年有《21个》贫困村达到退出标准。
registry.villages_exited_year 今年退出贫困村《21个》。
!registry.villages_exited_year 累计退出贫困村《57个》。
!registry.villages_exited_year 剩余贫困村《5个》。
registry.newly_identified_households 新识别贫困户《36户》102人。
registry.newly_identified_households 动态调整中新纳入《12户》。
!registry.newly_identified_households 新增返贫户《3户》。
!registry.newly_identified_households 剔除不符合条件的《36户》。
registry.newly_identified_persons 新识别贫困户36户《102人》。
registry.newly_identified_persons 补录贫困人口《46人》。
!registry.newly_identified_persons 返贫人口《46人》。
!registry.newly_identified_persons 新增就业《460人》。
registry.satisfaction 群众满意度达到《98.6%》。
registry.satisfaction 第三方评估显示，群众认可度《97.2%》。
!registry.satisfaction 农户签约率《98.6%》。
!registry.satisfaction 贫困发生率《0.6%》。
registry.wrong_exit_rate 错退率为《0》。
registry.wrong_exit_rate 错退率《0.3%》，低于国家标准。
!registry.wrong_exit_rate 漏评率《0.3%》。
!registry.wrong_exit_rate 退出准确率《99.6%》。
registry.missed_rate 漏评率为《0》。
registry.missed_rate 漏评率《0.2%》，群众认可。
!registry.missed_rate 错退率《0.2%》。
!registry.missed_rate 满意度《98%》。
registry.accuracy 识别准确率《99.8%》。
registry.accuracy 退出准确率达到《100%》。
!registry.accuracy 错退率《0.1%》。
!registry.accuracy 满意率《98%》。
registry.planned_villages 2020年计划退出贫困村《5个》。
registry.planned_villages 拟出列贫困村《5个》。
!registry.planned_villages 累计退出贫困村《57个》。
!registry.planned_villages 今年退出贫困村《21个》。
"""

FUNDING = """
funding.total 三年累计投入各类扶贫资金《9.8亿元》。
funding.total 全年投入扶贫资金《3.2亿元》。
!funding.total 投入产业扶贫资金《5200万元》。
!funding.total 发放贷款资金《5200万元》。
funding.integrated 统筹整合财政涉农资金《2.35亿元》。
funding.integrated 全年整合涉农资金《1.8亿元》投向贫困村。
!funding.integrated 县级财政专项扶贫资金《3200万元》。
!funding.integrated 示范村整合资金《3200万元》。
funding.county_special 县本级财政安排专项扶贫资金《3200万元》。
funding.county_special 县级财政专项扶贫资金《2600万元》。
!funding.county_special 中央财政专项扶贫资金《8600万元》。
!funding.county_special 县级财政注入风险补偿金《1600万元》。
funding.special 下达财政专项扶贫资金《8600万元》。
funding.special 到位中央和省级资金《7200万元》。
!funding.special 县级财政专项扶贫资金《2600万元》。
!funding.special 统筹整合涉农资金《2.3亿元》。
funding.projects 全年实施扶贫项目《286个》。
funding.projects 县级项目库入库项目《513个》。
!funding.projects 引进招商项目《36个》。
!funding.projects 实施产业扶贫项目《86个》。
funding.project_library_value 项目库储备项目资金规模《6.8亿元》。
funding.project_library_value 入库项目513个，总投资《6.8亿元》。
!funding.project_library_value 完成投资《6.8亿元》。
!funding.project_library_value 整合涉农资金《2.8亿元》。
funding.disbursement_rate 资金支出进度《93.5%》。
funding.disbursement_rate 财政专项扶贫资金支付率达到《98%》。
!funding.disbursement_rate 项目开工率《98%》。
!funding.disbursement_rate 群众满意度《98%》。
funding.assets 登记扶贫项目资产《5.6亿元》，逐项确权。
funding.assets 形成扶贫资产总额《8.2亿元》。
!funding.assets 企业资产《8.2亿元》。
!funding.assets 固定资产投资《18.2亿元》。
funding.resumption_rate 扶贫项目开工率《100%》。
funding.resumption_rate 受疫情影响的项目复工率《96.5%》。
!funding.resumption_rate 资金支出进度《93.5%》。
!funding.resumption_rate 群众满意度《98%》。
"""

OTHERS = """
industry.funds 全年投入产业扶贫资金《5200万元》。
industry.households 发展茶产业，带动贫困户《3260户》增收。
industry.persons 特色产业覆盖贫困人口《9860人》。
industry.entities 培育农民专业合作社《216家》。
industry.projects 实施产业扶贫项目《86个》。
!industry.projects 推动产业扶贫向产业兴旺等《六个》方面转变。
industry.bases 建成种植基地《36个》，覆盖全县。
industry.planted_area 全县油茶种植面积达《12.6万亩》。
industry.income_gain 带动贫困户户均增收《3200元》。
industry.collective_income 村级集体经济收入达到《860万元》。
industry.collective_funds 投入村级集体经济扶持资金《1200万元》。
employment.workshops 建成就业扶贫车间《26个》。
employment.workshop_jobs 扶贫车间吸纳《913人》就业。
employment.public_posts 开发公益性岗位《745个》。
employment.jobs_offered 招聘会提供就业岗位《5300个》。
employment.employed 全县转移就业《8600人》。
!employment.employed 为《720名》县外务工贫困劳动者发放交通补贴36万元。
employment.trained 开展实用技术培训《2600人次》。
employment.subsidies 发放务工交通补贴《126万元》。
employment.workshops_resumed 复工复产扶贫车间《23个》。
employment.recruiting_firms 组织《56家》企业参加招聘会。
employment.job_intents 现场达成就业意向《1260人》。
employment.returned_persons 点对点输送农民工返岗《1800人》。
finance.loans 累计发放扶贫小额信贷《5260万元》。
finance.loan_households 累计为《1120户》贫困户发放小额信贷。
finance.risk_fund 县财政注入风险补偿金《1600万元》。
finance.insurance 支付农业保险理赔《320万元》。
relocation.households 实施易地扶贫搬迁《1260户》。
relocation.persons 易地扶贫搬迁1260户《4820人》。
relocation.sites 建成集中安置点《12个》。
relocation.funds 易地扶贫搬迁总投资《2.6亿元》。
relocation.reclaimed_area 完成宅基地复垦《360亩》。
relocation.follow_up_rate 后续扶持措施落实率《100%》。
housing.renovated_households 完成农村危房改造《860户》。
housing.funds 发放危房改造补助资金《2400万元》。
education.students 资助贫困学生《6200人次》。
education.funds 发放教育扶贫资金《860万元》。
education.home_taught 为《86名》残疾儿童送教上门。
education.aid_standard 高中学生每生每年资助《2500元》。
health.insured_persons 建档立卡贫困人口参加城乡居民医保《24100人》。
health.funds 医疗救助支出《620万元》。
health.premium_subsidy 贫困人口参保个人缴费部分每人补助《220元》。
health.reimbursement_rate 贫困患者住院费用实际报销比例《90%》。
health.chronic_cards 办理慢性病就诊证《3260本》。
health.clinics 改造村卫生室《142个》，全部达标。
health.village_doctors 配齐乡村医生《186名》。
water.funds 饮水安全工程投入资金《3200万元》。
water.projects 建成农村集中供水工程《86处》。
water.households 解决《2600户》群众饮水问题。
water.persons 解决饮水困难，受益《9200人》。
water.coverage 农村自来水普及率达到《96.5%》。
transport.funds 农村公路投入资金《2.1亿元》。
transport.road_length 硬化通组道路《368公里》。
transport.access_rate 行政村通硬化路率达《100%》。
energy.funds 农网改造投资《6800万元》。
energy.solar_stations 建成村级光伏电站《27个》。
energy.solar_capacity 光伏总装机容量《8.6兆瓦》。
environment.funds 人居环境整治投入资金《4600万元》。
environment.cleaners 聘请生态护林员《860名》。
environment.waste_treatment_rate 农村生活垃圾无害化处理率《92%》。
public_services.funds 村级综合服务平台建设投资《2600万元》。
public_services.centres 建成村级综合服务中心《132个》。
!public_services.centres 对照道路、饮水、文化中心、卫生室等《九项》指标逐村验收。
public_services.culture_area 全县公共文化体育设施面积《36万平方米》。
public_services.culture_area_per_head 人均公共文化体育设施面积《1.2平方米》。
social_protection.recipients 纳入农村低保《3260人》。
social_protection.funds 发放农村低保金《1260万元》。
organisation.meetings 召开县委常委会议《12次》专题研究。
organisation.trained_cadres 培训扶贫干部《3600人次》。
organisation.leaders 《36名》县级领导包乡联村。
organisation.secretaries_adjusted 调整村党组织书记《26名》。
organisation.cadres_promoted 提拔重用扶贫一线干部《32名》。
assistance.teams 组建驻村工作队《142支》。
assistance.team_members 选派驻村工作队员《426名》。
assistance.first_secretaries 选派第一书记《62名》。
assistance.paired_cadres 《5200名》干部与贫困户结对帮扶。
assistance.funds 驻村工作队协调帮扶资金《860万元》。
assistance.units 《68个》县直单位定点帮扶。
assistance.projects 帮扶单位引进项目《56个》。
assistance.tech_envoys 选派科技特派员《46名》。
social_help.firms 《86家》民营企业参与结对帮扶。
social_help.donations 接受社会捐款《320万元》。
social_help.consumption_sales 消费扶贫销售额《1860万元》。
social_help.products 认定扶贫产品《46个》。
social_help.funds 商会投入帮扶资金《560万元》，惠及贫困村。
social_help.households “万企帮万村”行动帮扶贫困户《1860户》。
social_help.persons 爱心企业惠及贫困人口《3200人》。
social_help.outlets 设立消费扶贫专柜《36个》。
supervision.problems_found 排查发现问题《168个》。
supervision.measures 制定整改措施《236条》。
supervision.problems_fixed 已整改问题《152个》。
supervision.petitions 受理涉贫信访事项《26件》。
supervision.petitions_closed 信访已办结《23件》。
supervision.petitions_closed 全年受理来信来访61件,已办结《58件》。
!supervision.petitions_closed 走访中收集意见诉求800余件,交部门办结《640件》,信访工作考核全市第一。
supervision.discipline_cases 立案查处违纪案件《18件》。
supervision.persons_punished 党纪政务处分《32人》。
supervision.money_recovered 追缴违纪资金《36万元》。
supervision.groups 成立《12个》督查组。
supervision.inspections 开展专项督查《8次》。
supervision.inspected_households 暗访农户《1260户》。
supervision.petitions_change 信访量同比下降《36%》。
resilience.monitored_households 纳入监测户《126户》。
!resilience.monitored_households 对《6户》贫困户、2户边缘户住房受损的,及时修缮。
!resilience.monitored_households 受灾贫困户120户300人、边缘户《16户》41人,全部建立台账。
resilience.monitored_households 排查2100户贫困户、《160户》困难边缘户以及产业受灾情况。
!resilience.monitored_persons 受灾贫困户120户300人、边缘户16户《41人》,全部建立台账。
resilience.monitored_persons 边缘易致贫人口《286人》。
resilience.disaster_households 全县受灾《860户》。
resilience.disaster_funds 下拨救灾资金《260万元》。
resilience.monitored_share 边缘人口占建档立卡贫困人口的《1.2%》。
resilience.disaster_persons 洪灾造成受灾群众《3600人》。
"""


def rows(*tables: str, negative: bool = False) -> list[tuple[str, str]]:
    found = []
    for line in "\n".join(tables).splitlines():
        if line and line.startswith("!") == negative:
            name, _, text = line.lstrip("!").partition(" ")
            found.append((name, text))
    return found


@pytest.mark.parametrize(("expected", "text"), rows(PROFILE, REGISTRY, FUNDING, OTHERS))
def test_what_it_is(expected: str, text: str) -> None:
    found = meant(text)
    assert found.indicator == expected
    assert found.theme == expected.split(".", maxsplit=1)[0]
    assert found.quantity.unit == codebook.load().indicators[expected].unit


@pytest.mark.parametrize(("other", "text"), rows(PROFILE, REGISTRY, FUNDING, negative=True))
def test_what_it_is_not(other: str, text: str) -> None:
    assert meant(text).indicator != other


# Wordings that once came out wrong, and those that still do.
@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("profile.villages", "全旗辖9个苏木、《76个》嘎查。"),
        ("profile.villages", "全县共有《203个》村（社区）。"),
        ("registry.villages_exited_year", "2019年，《21个》贫困村出列。"),
        ("health.clinics", "建成标准化村卫生室《142个》。"),
        ("industry.bases", "建成标准化种植基地《36个》。"),
        (
            "employment.public_posts",
            "开发乡村公益性岗位《745个》。",
        ),
        (
            "profile.rural_income",
            "农村居民人均收入达到《9860元》。",
        ),
        ("registry.villages_exited_total", "全县62个贫困村，《57个》已出列。"),
    ],
)
def test_what_it_should_be(expected: str, text: str) -> None:
    assert meant(text).indicator == expected


def test_every_indicator_has_a_sentence() -> None:
    named = [name for name, _ in rows(PROFILE, REGISTRY, FUNDING, OTHERS)]
    assert set(named) == set(codebook.load().indicators)


@pytest.mark.parametrize("theme", ["profile", "registry", "funding"])
def test_the_three_themes_have_two_sentences_and_a_counterexample(theme: str) -> None:
    table = {"profile": PROFILE, "registry": REGISTRY, "funding": FUNDING}[theme]
    positive = [name for name, _ in rows(table)]
    negative = {name for name, _ in rows(table, negative=True)}
    for name in codebook.load().indicators:
        if name.startswith(f"{theme}."):
            assert positive.count(name) >= 2
            assert name in negative


# A figure of no indicator has none: other units, other scopes, beyond every plausible range.
@pytest.mark.parametrize(
    "text",
    [
        "购置办公桌《36张》。",
        "群山环抱，海拔《1860米》。",
        "老人今年《86岁》。",
        "全县总面积《3平方公里》。",
        "贫困发生率《86%》。",
        "全国贫困发生率《1.7%》。",
        "白石村总人口《1860人》。",
        "错退率控制在《2%》以内。",
        "门票《60元》一张。",
    ],
)
def test_no_indicator(text: str) -> None:
    assert meant(text).indicator is None


def test_confidence() -> None:
    one, two = (codebook.load().indicators[n] for n in ("water.funds", "transport.funds"))
    reason = (Reason("资金", "left", 1.0),)
    first = Candidate(one, one.say[0], 2.0, reason)
    second = Candidate(two, two.say[0], 1.5, reason)
    assert Judgement(()).confidence == 0.0
    assert Judgement(()).best is None
    assert Judgement((first,)).confidence == 1.0
    assert Judgement((first, second)).confidence == 0.25
    assert Judgement((first, second)).best is first


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("二、产业扶贫", "industry.income_gain"),
        ("二、环境卫生整治", None),
        ("二、就业扶贫", None),
        ("二、救灾帮扶", None),
    ],
)
def test_what_posts_bring_in_is_no_income_of_industry(heading: str, indicator: str | None) -> None:
    text = f"一、基本情况\n全县面积不大。\n{heading}\n稳定就业860人,贫困户纯增收《930.5万元》。\n"
    assert meant(text).indicator == indicator
