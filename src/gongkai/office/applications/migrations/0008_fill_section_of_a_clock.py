"""Gives the clocks the section their applications have. A migration of its own: PostgreSQL makes no
index on a table whose rows were just changed in the same transaction."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps: Any, _editor: Any) -> None:
    application = apps.get_model("applications", "Application")
    clock = apps.get_model("applications", "ClockProjection")
    section = application.objects.filter(pk=OuterRef("application")).values("section")[:1]
    clock.objects.filter(application__section__isnull=False).update(section=Subquery(section))


class Migration(migrations.Migration):
    dependencies = [("applications", "0007_section_of_a_clock")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
