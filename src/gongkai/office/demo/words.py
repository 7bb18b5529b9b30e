"""Invented names and subjects. Nobody and nothing here exists."""

from __future__ import annotations

#: Everybody's password.
PASSWORD = "云溪-demo-2026"  # noqa: S105 - printed at the start of every demo; opens nothing real

SURNAMES = (
    "江",
    "沈",
    "梁",
    "顾",
    "陶",
    "卢",
    "温",
    "丁",
    "石",
    "钟",
    "范",
    "柳",
    "秦",
    "简",
    "向",
)

PLACES = ("城关镇", "白石镇", "柳溪镇", "青岭乡", "双河镇", "龙潭乡", "云溪街道", "北门街道")

APPLICANTS = {
    "enterprise": ("{place}康达药房有限公司", "{place}安泰建设有限公司", "云溪恒源食品有限公司"),
    "research_institution": ("云溪公共卫生研究中心", "南屏医学院社会医学研究所"),
    "public_welfare_organisation": ("云溪县老年健康促进会", "云溪县慈善总会"),
    "legal_services_organisation": ("云溪正衡律师事务所", "南屏明理律师事务所"),
    "other_organisation": ("{place}业主委员会", "{place}第三村民小组"),
}

SUBJECTS = (
    "{year}年卫生监督抽检不合格单位名单",
    "{place}卫生院改造工程验收材料",
    "{year}年公共卫生补助资金审计整改情况",
    "{year}年村医招聘考试成绩和评分标准",
    "{year}年药品集中采购结算明细",
    "{year}年基本药物制度补助分配",
    "{place}生活饮用水水质监测报告",
    "{year}年家庭医生签约服务考核结果",
    "{place}医疗废物处置协议和处置记录",
    "{year}年计划生育特别扶助发放标准和人数",
    "县人民医院{year}年大型设备采购合同",
    "{place}诊所设置审批的依据和流程",
    "{year}年突发公共卫生事件应急演练方案",
    "{year}年卫生系统预算执行情况",
    "{place}托育机构备案登记信息",
)

LICENCE_KINDS = {
    "公共场所卫生许可": 50,
    "医疗机构执业许可": 10,
    "饮用水供水单位卫生许可": 6,
    "放射诊疗许可": 4,
    "医师执业注册": 14,
    "护士执业注册": 16,
}

#: Who is licensed for what: five of each kind.
LICENCE_HOLDERS = {
    "公共场所卫生许可": ("宾馆", "理发店", "游泳馆", "浴室", "美容院"),
    "医疗机构执业许可": ("诊所", "卫生院", "门诊部", "村卫生室", "口腔诊所"),
    "饮用水供水单位卫生许可": ("水厂",) * 5,
    "放射诊疗许可": ("卫生院", "口腔诊所", "卫生院", "口腔诊所", "门诊部"),
    "医师执业注册": ("诊所", "卫生院", "门诊部", "村卫生室", "卫生院"),
    "护士执业注册": ("诊所", "卫生院", "门诊部", "卫生院", "卫生院"),
}

#: What was punished, and where it happens: four places of each.
PENALTY_SUBJECTS = {
    "未取得公共场所卫生许可证擅自营业": ("理发店", "浴室", "美容院", "宾馆"),
    "使用非卫生技术人员从事医疗卫生技术工作": ("诊所", "门诊部", "口腔诊所", "诊所"),
    "未按规定处置医疗废物": ("诊所", "卫生院", "口腔诊所", "村卫生室"),
    "集中式供水单位未定期检测水质": ("水厂",) * 4,
    "餐饮具集中消毒不符合卫生标准": ("餐具消毒中心",) * 4,
}
