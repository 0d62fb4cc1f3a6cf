"""A draft says which of its versions was opened to remarks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The version that partners read until remarks are closed."""

    dependencies = [("governance", "0033_agreements")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="opened_text",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="governance.agreementtext",
                verbose_name="version ouverte aux remarques",
            ),
        )
    ]
