import django.db.models.deletion
from django.db import migrations, models

import maillage.core.money


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0032_legal_forms"),
        ("plan", "0011_what_blocks_projects"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.CharField(max_length=20, verbose_name="étape")),
                ("on", models.DateField(verbose_name="le")),
                (
                    "amount_cents",
                    maillage.core.money.MoneyField(
                        blank=True, null=True, verbose_name="montant retenu"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="précision")),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="governance.decision",
                        verbose_name="décision",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="plan.project",
                        verbose_name="projet",
                    ),
                ),
            ],
            options={
                "verbose_name": "étape d’un dossier",
                "verbose_name_plural": "étapes des dossiers",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="candidacy",
            name="stage",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="plan.projectstage",
                verbose_name="étape du dossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectstage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ("ajourné", "refusé", "non retenu")), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="refused_file_says_why",
            ),
        ),
    ]
