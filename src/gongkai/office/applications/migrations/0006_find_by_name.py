from django.db import migrations, models

from gongkai.office import crypto


def name_prints(apps, schema_editor):
    """Fingerprint the names of the applicants there are."""
    applicants = apps.get_model("applications", "Applicant").objects
    keys = crypto.keys()
    rows = []
    for row in applicants.only("id", "name").iterator():
        row.name_print = keys.fingerprint(row.name, "applicant/name")
        rows.append(row)
        if len(rows) == 1000:
            applicants.bulk_update(rows, ["name_print"])
            rows.clear()
    applicants.bulk_update(rows, ["name_print"])


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_given_name_of_a_material")]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="name_print",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(name_prints, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(fields=["agency", "name_print"], name="applications_applicant_name"),
        ),
    ]
