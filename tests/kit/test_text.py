from destraba.kit.ref import new_ref
from destraba.kit.text import initials, plain


def test_names_compare_however_they_are_accented():
    assert plain("  Gestión  PÚBLICA ") == plain("gestion publica")


def test_a_person_is_two_letters():
    assert initials("Luz Quispe Rojas") == "LQ"
    assert initials("") == ""


def test_no_two_refs_are_alike():
    assert len({new_ref() for _ in range(1000)}) == 1000
