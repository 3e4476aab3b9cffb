import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import destraba.kit.ref

LEVELS = [
    ("first", "primer nivel"),
    ("second", "segundo nivel"),
    ("third", "tercer nivel"),
]
INDUCEMENTS = [
    ("budget", "presupuesto"),
    ("instruction", "una instrucción"),
    ("conflict", "zanjar un conflicto"),
    ("other", "otra cosa"),
]
STATES = [
    ("sent", "enviada"),
    ("received", "recibida"),
    ("accepted", "aceptada"),
    ("asked", "piden saber más"),
    ("answered", "respondida"),
    ("solved", "resuelta"),
    ("returned", "devuelta"),
]
TURNS = [
    ("sent", "se elevó"),
    ("received", "fue recibida"),
    ("accepted", "fue aceptada"),
    ("joined", "se unió a otro problema"),
    ("asked", "se pidió saber más"),
    ("told", "se contó más"),
    ("partly", "se respondió en parte"),
    ("answered", "se respondió"),
    ("solved", "se resolvió"),
    ("returned", "se devolvió"),
]


def key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def provenance():
    return models.JSONField(blank=True, default=dict)


def person():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def of_mesa(deletion, name):
    return models.ForeignKey(on_delete=deletion, related_name=name, to="mesas.mesa")


class Migration(migrations.Migration):
    dependencies = [
        ("mesas", "0013_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="problem",
            name="level",
            field=models.CharField(blank=True, choices=LEVELS, max_length=6),
        ),
        migrations.AddField(
            model_name="programme",
            name="referral_days",
            field=models.PositiveSmallIntegerField(default=10),
        ),
        migrations.CreateModel(
            name="LevelSaid",
            fields=[
                ("id", key()),
                ("provenance", provenance()),
                ("level", models.CharField(choices=LEVELS, max_length=6)),
                ("solver", models.CharField(blank=True, max_length=300)),
                ("words", models.TextField(blank=True)),
                ("said_on", models.DateField(null=True)),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="mesas.problem",
                    ),
                ),
                ("said_by", person()),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", key()),
                ("provenance", provenance()),
                (
                    "ref",
                    models.SlugField(default=destraba.kit.ref.new_ref, max_length=60, unique=True),
                ),
                ("title", models.CharField(max_length=200)),
                ("level", models.CharField(choices=LEVELS, max_length=6)),
                ("asked", models.TextField()),
                ("executor", models.CharField(blank=True, max_length=300)),
                (
                    "inducement",
                    models.CharField(blank=True, choices=INDUCEMENTS, max_length=12),
                ),
                ("why", models.TextField(blank=True)),
                ("wanted_by", models.DateField(null=True)),
                ("consulted", models.TextField(blank=True)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(choices=STATES, default="sent", max_length=8)),
                ("sent_on", models.DateField(null=True)),
                ("turn_since", models.DateField(null=True)),
                ("answer_by", models.DateField(null=True)),
                ("attend_on", models.DateField(db_index=True, null=True)),
                ("mesa", of_mesa(django.db.models.deletion.CASCADE, "referrals")),
                (
                    "national_problem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waited_for",
                        to="mesas.problem",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="mesas.problem",
                    ),
                ),
                ("to", of_mesa(django.db.models.deletion.PROTECT, "tray")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["to", "state", "sent_on"], name="referral_tray"),
                    models.Index(fields=["mesa", "state"], name="referral_mesa_state"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralTurn",
            fields=[
                ("id", key()),
                ("provenance", provenance()),
                ("kind", models.CharField(choices=TURNS, max_length=8)),
                ("on", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                ("who", models.CharField(blank=True, max_length=200)),
                ("starts_on", models.DateField(null=True)),
                ("at", models.DateTimeField(null=True)),
                ("by", person()),
                (
                    "commitments",
                    models.ManyToManyField(
                        blank=True, related_name="solves_below", to="mesas.commitment"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="mesas.referral",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
