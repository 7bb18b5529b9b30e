from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "gongkai.office.reporting"
    label = "reporting"
    verbose_name = "年度报告"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 50
