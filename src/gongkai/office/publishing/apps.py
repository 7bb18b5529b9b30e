from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class PublishingConfig(AppConfig):
    name = "gongkai.office.publishing"
    label = "publishing"
    verbose_name = "公开"
    nav = (NavEntry("发布", "publishing:items", 20),)
    actions = (NavEntry("起草信息", "publishing:new", 20),)
