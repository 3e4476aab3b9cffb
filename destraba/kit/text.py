"""Text as people write it, made comparable."""

import unicodedata


def plain(text: str) -> str:
    """Lower-case, without accents, single spaces: «Gestión  Pública» → «gestion publica»."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def initials(name: str) -> str:
    """At most two capitals that stand for a person: «Luz Quispe Rojas» → «LQ»."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in words[:2]).upper()
