from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "gongkai.office.applications"
    label = "applications"
    verbose_name = "依申请公开"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 10
