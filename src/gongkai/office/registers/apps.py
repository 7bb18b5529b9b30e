from django.apps import AppConfig

from gongkai.office.nav import NavEntry


class RegistersConfig(AppConfig):
    name = "gongkai.office.registers"
    label = "registers"
    verbose_name = "登记台账"
    nav = (NavEntry("登记台账", "registers:index", 40),)
