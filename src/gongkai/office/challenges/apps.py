from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "gongkai.office.challenges"
    label = "challenges"
    verbose_name = "复议诉讼"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 30
