from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class ApplicationsConfig(AppConfig):
    name = "gongkai.office.applications"
    label = "applications"
    verbose_name = "依申请公开"
    nav = (NavEntry("申请", "applications:list", 10),)
    actions = (NavEntry("登记申请", "applications:register", 10),)
