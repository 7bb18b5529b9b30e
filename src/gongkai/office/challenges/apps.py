from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class ChallengesConfig(AppConfig):
    name = "gongkai.office.challenges"
    label = "challenges"
    verbose_name = "复议诉讼"
    nav = (NavEntry("复议诉讼", "challenges:list", 30),)
