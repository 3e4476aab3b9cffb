from .letter import Letter
from .preference import Mail, Preference

__all__ = ["Letter", "Mail", "Preference"]
