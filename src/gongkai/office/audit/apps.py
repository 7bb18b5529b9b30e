from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


def _lift_guards(*, plan: list[Any], **_: object) -> None:
    from gongkai.office import guards

    if plan:
        guards.clear()


def _install_guards(**_: object) -> None:
    from gongkai.office import guards

    guards.install()


class AuditConfig(AppConfig):
    name = "gongkai.office.audit"
    label = "audit"
    verbose_name = "审计链"
    nav = ()

    def ready(self) -> None:
        # The project's only signals. A migration that remakes an SQLite table trips over triggers
        # that read it, and drops its own: lift the guards before, put them back after. Both are
        # sent once for this app, when no migration runs. A migration that breaks off leaves the
        # guards lifted, and then the office refuses to serve until it is migrated.
        pre_migrate.connect(_lift_guards, sender=self, dispatch_uid="gongkai.guards.lift")
        post_migrate.connect(_install_guards, sender=self, dispatch_uid="gongkai.guards")
