import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_channels_and_coordination")]

    operations = [
        migrations.AddField(
            model_name="informationitem",
            name="consulted",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="led_to",
                to="publishing.informationitem",
            ),
        ),
    ]
