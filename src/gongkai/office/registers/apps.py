from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "gongkai.office.registers"
    label = "registers"
    verbose_name = "登记台账"
    nav = ()  # NavEntry(label, url_name, order); see gongkai.office.nav. Order: 40
