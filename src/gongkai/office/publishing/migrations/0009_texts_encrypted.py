"""The texts of items and of their attachments are encrypted at rest."""

from typing import Any

from django.db import migrations, models

import gongkai.office.fields
from gongkai.office import crypto

#: Model, field.
TEXTS = (("itemversion", "body"), ("attachment", "text"))


def seal(apps: Any, schema_editor: Any) -> None:
    for model, field in TEXTS:
        rows = apps.get_model("publishing", model).objects
        for pk, text in rows.values_list("pk", field).iterator():
            if text:
                token = crypto.keys().encrypt(text.encode(), f"publishing.{model}.{field}")
                rows.filter(pk=pk).update(sealed=token)
            elif text is not None:
                rows.filter(pk=pk).update(sealed=b"")


def open_again(apps: Any, schema_editor: Any) -> None:
    for model, field in TEXTS:
        rows = apps.get_model("publishing", model).objects
        for pk, token in rows.values_list("pk", "sealed").iterator():
            if token:
                plain = crypto.keys().decrypt(bytes(token), f"publishing.{model}.{field}")
                rows.filter(pk=pk).update(**{field: plain.decode()})
            elif token is not None:
                rows.filter(pk=pk).update(**{field: ""})


class Migration(migrations.Migration):
    dependencies = [("publishing", "0008_disclosure_office")]

    operations = [
        *(
            migrations.AddField(model, "sealed", models.BinaryField(null=True))
            for model, _ in TEXTS
        ),
        # Emptied again by the way back, before the texts return.
        migrations.AlterField("itemversion", "body", models.TextField(null=True)),
        migrations.RunPython(seal, open_again),
        *(migrations.RemoveField(model, field) for model, field in TEXTS),
        *(migrations.RenameField(model, "sealed", field) for model, field in TEXTS),
        migrations.AlterField(
            "itemversion",
            "body",
            gongkai.office.fields.EncryptedTextField(blank=True, verbose_name="正文"),
        ),
        migrations.AlterField(
            "attachment", "text", gongkai.office.fields.EncryptedTextField(null=True)
        ),
    ]
