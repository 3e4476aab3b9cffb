"""A fictional country with eight months of history, replayed through the verbs."""

from .build import NotFictional, build, is_there, today

__all__ = ["NotFictional", "build", "is_there", "today"]
