from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class WorkConfig(AppConfig):
    name = "gongkai.office.work"
    label = "work"
    verbose_name = "工作台"
    nav = (
        NavEntry("工作台", "work:home", 0),
        NavEntry("后台事项", "work:jobs", 95),
    )
