import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import destraba.kit.ref

STATES = [
    ("listed", "en lista"),
    ("in_focus", "en foco"),
    ("solved", "resuelto"),
    ("dropped", "descartado"),
    ("parked", "en pausa"),
    ("merged", "fusionado"),
    ("split", "dividido"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("mesas", "0011_focus"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="problem",
            name="state",
            field=models.CharField(choices=STATES, default="listed", max_length=10),
        ),
        migrations.AddField(
            model_name="problem",
            name="parked_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="problem",
            name="attend_on",
            field=models.DateField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="problem",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="mesas.problem",
            ),
        ),
        migrations.AddField(
            model_name="problem",
            name="split_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="mesas.problem",
            ),
        ),
        migrations.CreateModel(
            name="FigureSnapshot",
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
                ("title", models.CharField(max_length=120)),
                ("taken_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("rule", models.TextField(blank=True)),
                ("counts", models.JSONField(default=dict)),
                ("content", models.JSONField(default=dict)),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["taken_on", "pk"]},
        ),
    ]
