"""Words from which a large fictional programme is made."""

import random

THINGS = [
    "registro",
    "certificado",
    "permiso",
    "crédito",
    "flete",
    "secado",
    "laboratorio",
    "camino",
    "padrón",
    "contrato",
    "horno",
    "plano",
    "guía",
    "reglamento",
    "muelle",
    "almacén",
    "vivero",
    "seguro",
    "turno",
    "precinto",
    "balanza",
    "ventanilla",
]
PLACES = [
    "Selva Norte",
    "la Costa del Golfo",
    "el Altiplano",
    "Tarahuanca",
    "Puerto Escondido",
    "el valle alto",
    "la capital",
    "la frontera",
]
TROUBLES = [
    "tarda",
    "se detiene",
    "se repite",
    "no llega",
    "cuesta el doble",
    "se vence",
    "nadie lo firma",
]
VERBS = [
    "Publicar",
    "Enviar",
    "Revisar",
    "Medir",
    "Acordar",
    "Firmar",
    "Probar",
    "Comparar",
    "Redactar",
    "Instalar",
    "Convocar",
]
WHOS = [
    "productores",
    "talleres",
    "cooperativas",
    "trabajadoras",
    "exportadores",
    "comunidades",
    "jóvenes",
]
NAMES = [
    "Ana",
    "Luis",
    "Rosa",
    "Juan",
    "Elva",
    "Hugo",
    "Marta",
    "Raúl",
    "Inés",
    "Óscar",
    "Lidia",
    "Pablo",
    "Nora",
    "Iván",
]
SURNAMES = [
    "Quispe",
    "Rojas",
    "Paredes",
    "Mamani",
    "Flores",
    "Salas",
    "Tapia",
    "Ríos",
    "Vargas",
    "Luna",
    "Soto",
    "Peralta",
    "Mori",
    "Chota",
]


class Teller:
    """Says things; the same seed says the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def any(self, words):
        return words[int(self.random.random() * len(words))]

    def title(self, number: int) -> str:
        thing, trouble, place = self.any(THINGS), self.any(TROUBLES), self.any(PLACES)
        return f"El {thing} de {self.any(WHOS)} {trouble} en {place} ({number})"

    def promise(self, number: int) -> str:
        return f"{self.any(VERBS)} el {self.any(THINGS)} para {self.any(WHOS)} ({number})"

    def person(self, number: int) -> str:
        return f"{self.any(NAMES)} {self.any(SURNAMES)} {self.any(SURNAMES)} {number}"

    def paragraph(self, sentences: int = 3) -> str:
        return " ".join(
            f"En {self.any(PLACES)} el {self.any(THINGS)} {self.any(TROUBLES)} y lo pagan "
            f"{self.any(WHOS)} y {self.any(WHOS)}."
            for _nth in range(sentences)
        )
