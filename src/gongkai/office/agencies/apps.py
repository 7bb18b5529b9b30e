from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "gongkai.office.agencies"
    label = "agencies"
    verbose_name = "机关和人员"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 90
