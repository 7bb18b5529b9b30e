from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class SupervisionConfig(AppConfig):
    name = "gongkai.office.supervision"
    label = "supervision"
    verbose_name = "监督"
    nav = (
        NavEntry("年报征集", "supervision:home", 10),
        NavEntry("单位名录", "supervision:units", 11),
    )
