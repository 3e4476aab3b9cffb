import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAGES = [
    ("proposed", "propuesta"),
    ("agreed", "acordada"),
    ("in_process", "en trámite"),
    ("drafted", "en trámite: redactada"),
    ("consulted", "en trámite: consultada"),
    ("approved", "en trámite: aprobada"),
    ("in_cabinet", "en trámite: en el consejo de ministros"),
    ("in_congress", "en trámite: en el congreso"),
    ("published", "publicada"),
    ("in_operation", "en operación"),
    ("verified", "efecto verificado"),
]
ADVICE = [
    ("shrink", "dejar de financiarla, o reducirla"),
    ("keep", "mantenerla como está"),
    ("spread", "financiarla y extenderla"),
]
OUTCOMES = [
    ("keep", "sigue como está"),
    ("adjust", "sigue, con ajustes"),
    ("end", "se termina"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("mesas", "0012_reshaping"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("option", "adapted", models.TextField(blank=True)),
        migrations.AddField("option", "due_on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "option", "due_stage", models.CharField(blank=True, choices=STAGES, max_length=12)
        ),
        migrations.AddField(
            "option",
            "reuses",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reused_by",
                to="mesas.option",
            ),
        ),
        migrations.AddField("programme", "norm_kinds", models.JSONField(blank=True, default=list)),
        migrations.AddField(
            "trial", "budget", models.CharField(blank=True, choices=ADVICE, max_length=8)
        ),
        migrations.AddField("trial", "budget_why", models.TextField(blank=True)),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provenance", models.JSONField(blank=True, default=dict)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("held_on", models.DateField(null=True)),
                ("cost", models.TextField(blank=True)),
                ("benefit", models.TextField(blank=True)),
                ("found_in", models.CharField(blank=True, max_length=300)),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=8)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews_held",
                        to="mesas.option",
                    ),
                ),
            ],
            options={"ordering": ["held_on", "pk"]},
        ),
    ]
