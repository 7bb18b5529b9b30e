import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.office.fields


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0010_no_index_twice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DetailsCorrection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("recorded_at", models.DateTimeField()),
                ("position", models.BigIntegerField()),
                ("subject_before", models.CharField(max_length=200)),
                ("subject_after", models.CharField(max_length=200)),
                (
                    "form_before",
                    models.CharField(
                        choices=[
                            ("electronic", "电子邮件"),
                            ("paper_post", "纸质，邮寄"),
                            ("paper_collect", "纸质，当面领取"),
                            ("online", "网上查看"),
                            ("reading", "查阅、抄录"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "form_after",
                    models.CharField(
                        choices=[
                            ("electronic", "电子邮件"),
                            ("paper_post", "纸质，邮寄"),
                            ("paper_collect", "纸质，当面领取"),
                            ("online", "网上查看"),
                            ("reading", "查阅、抄录"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", gongkai.office.fields.EncryptedTextField(editable=True)),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.applicant",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="details_corrections",
                        to="applications.application",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.applicant",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
