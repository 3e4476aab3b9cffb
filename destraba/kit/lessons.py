"""What is decided from what was learned: of money, and of an exemption when it is looked at."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BudgetAdvice(TextChoices):
    """What a trial recommends to whoever shares out the budget (OIT §2f; R33)."""

    SHRINK = "shrink", _("dejar de financiarla, o reducirla")
    KEEP = "keep", _("mantenerla como está")
    SPREAD = "spread", _("financiarla y extenderla")


class ReviewOutcome(TextChoices):
    """What an exemption's review ends in: is it still worth what it costs? (OIT §2d)"""

    KEEP = "keep", _("sigue como está")
    ADJUST = "adjust", _("sigue, con ajustes")
    END = "end", _("se termina")
