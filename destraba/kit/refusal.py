"""How the product says no."""


class Refused(Exception):
    """The domain says no; the message is for the person who asked. Interfaces answer 409."""
