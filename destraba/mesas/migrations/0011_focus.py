import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import destraba.kit.partial_date


class Migration(migrations.Migration):
    dependencies = [
        ("mesas", "0010_elevations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="problem",
            name="groups",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="problem",
            name="metric",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="problem",
            name="transition",
            field=models.CharField(
                blank=True,
                choices=[("related", "tiene que ver"), ("not_relevant", "no viene al caso")],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="problem",
            name="transition_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="problem",
            name="unit",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="programme",
            name="focus_slots",
            field=models.PositiveSmallIntegerField(default=4),
        ),
        migrations.CreateModel(
            name="MetricReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provenance", models.JSONField(blank=True, default=dict)),
                ("metric", models.CharField(blank=True, max_length=160)),
                ("unit", models.CharField(blank=True, max_length=40)),
                (
                    "on",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[destraba.kit.partial_date.validate],
                    ),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=14)),
                ("n", models.PositiveIntegerField(blank=True, null=True)),
                ("found_in", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
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
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="mesas.problem",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
