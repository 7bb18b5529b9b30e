from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gongkai.office.documents"
    label = "documents"
    verbose_name = "文书"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 80
