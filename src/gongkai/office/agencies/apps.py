from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class AgenciesConfig(AppConfig):
    name = "gongkai.office.agencies"
    label = "agencies"
    verbose_name = "机关和人员"
    nav = (
        NavEntry("人员", "agencies:people", 90),
        NavEntry("机关", "agencies:agency", 91, only=frozenset({"administrator"})),
    )
