import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import destraba.kit.ref


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("people", "0003_terms_in_order"),
        ("mesas", "0015_guidelines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provenance", models.JSONField(blank=True, default=dict)),
                (
                    "ref",
                    models.SlugField(default=destraba.kit.ref.new_ref, max_length=60, unique=True),
                ),
                ("noted_on", models.DateField(db_index=True, null=True)),
                (
                    "course",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "sigue igual"),
                            ("moved", "avanzó"),
                            ("stuck", "se trabó"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="field_notes",
                        to="mesas.commitment",
                    ),
                ),
                (
                    "mesa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="field_notes",
                        to="mesas.mesa",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organization",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="field_notes",
                        to="mesas.problem",
                    ),
                ),
            ],
            options={
                "ordering": ["noted_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TerritoryMap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provenance", models.JSONField(blank=True, default=dict)),
                (
                    "ref",
                    models.SlugField(default=destraba.kit.ref.new_ref, max_length=60, unique=True),
                ),
                ("drawing", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="territory_maps",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Entrusting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provenance", models.JSONField(blank=True, default=dict)),
                ("why", models.TextField(blank=True)),
                ("since_on", models.DateField(null=True)),
                ("at", models.DateTimeField(null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("until_why", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entrustings",
                        to="mesas.commitment",
                    ),
                ),
                (
                    "mesa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entrustings",
                        to="mesas.mesa",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("commitment", "mesa"),
                        name="entrusted_once_to_each",
                    )
                ],
            },
        ),
    ]
