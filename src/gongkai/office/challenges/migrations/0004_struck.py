from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0003_untold_and_ordered"),
    ]

    operations = [
        migrations.AlterField(
            model_name="caseevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("replied", "提交答复"),
                    ("extended", "复议机关延长期限"),
                    ("decided", "审结"),
                    ("reopened", "撤销审结登记"),
                    ("struck", "撤销案件登记"),
                ],
                max_length=20,
            ),
        ),
    ]
