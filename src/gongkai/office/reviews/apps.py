from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class ReviewsConfig(AppConfig):
    name = "gongkai.office.reviews"
    label = "reviews"
    verbose_name = "审核"
    nav = (
        NavEntry("审核", "reviews:index", 60),
        NavEntry("审核模板", "reviews:templates", 91),
    )
