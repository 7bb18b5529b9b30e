from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "gongkai.office.reviews"
    label = "reviews"
    verbose_name = "审核"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 70
