from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _install_guards(**_: object) -> None:
    from gongkai.office import guards

    guards.install()


class AuditConfig(AppConfig):
    name = "gongkai.office.audit"
    label = "audit"
    verbose_name = "审计链"
    nav = ()

    def ready(self) -> None:
        # The project's only signal: a migration may have remade a table and dropped its triggers.
        # It is sent after all apps are migrated, so one receiver installs all guards.
        post_migrate.connect(_install_guards, sender=self, dispatch_uid="gongkai.guards")
