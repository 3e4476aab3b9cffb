"""A small programme file, and ways to bring and send one."""

import textwrap

from destraba.exchange.importing import import_programme
from destraba.exchange.writing import to_yaml
from tests.conftest import NOON

SMALL = """\
format: destraba/1
programme: {name: Programa, time_zone: America/Lima}
organizations:
- {ref: mef, name: Ministerio de Economía, acronym: MEF, constituency: government}
- {ref: gremio, name: Gremio Forestal, constituency: employers}
people:
- {ref: ana, name: Ana Quispe, email: Ana@Ejemplo.test}
- {ref: luz, name: Luz Rojas}
mesas:
- {ref: forestal, name: Mesa Forestal, kind: sectoral, launched_on: 2026-01-15}
seats:
- ref: asiento
  mesa: forestal
  organization: mef
  since_on: 2026-01-15
  appointments:
  - {person: ana, role: holder, since_on: 2026-01-15}
problems:
- ref: registro
  mesa: forestal
  title: El registro tarda 90 días
  raised_on: 2026-02-01
  entities:
  - {organization: mef, role: must_act, authority_to_find: true}
meetings:
- ref: sesion-1
  mesa: forestal
  number: 1
  state: closed
  starts_at: 2026-02-10 10:00
  closed_at: 2026-02-10 12:00
  items:
  - title: Registro
    problem: registro
    state: discussed
    notes:
    - {kind: said, text: Se pide dos veces lo mismo.}
    agreements:
    - text: Empezar por Loreto
      objections:
      - {organization: gremio, words: Falta presupuesto}
  attendance:
  - {seat: asiento, person: ana, presence: present}
  - {guest_name: Vecina, presence: present}
commitments:
- ref: instructivo
  mesa: forestal
  promise: Publicar el instructivo
  problem: registro
  meeting: sesion-1
  item: sesion-1#1
  responsible: mef
  contact: ana
  due_on: 2026-12-01
  made_on: 2026-02-10
"""


def bring(text, *, at=NOON, by=None, name="programa.yaml"):
    content = text if isinstance(text, bytes) else textwrap.dedent(text).encode()
    return import_programme(content, name=name, at=at, by=by)


def sent(**options):
    return "".join(to_yaml(**options))


def with_more(text, indent=""):
    """The small programme and some more: of its commitment, with an indent of two spaces."""
    return SMALL + textwrap.indent(textwrap.dedent(text), indent)
