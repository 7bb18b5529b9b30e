from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class ReportingConfig(AppConfig):
    name = "gongkai.office.reporting"
    label = "reporting"
    verbose_name = "年度报告"
    nav = (NavEntry("年度报告", "reporting:years", 50),)
