from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.office.publishing"
    label = "publishing"
    verbose_name = "公开"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 20
