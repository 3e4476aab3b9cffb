"""What is wrong in a file, and where, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused

MOST = 50


class Unreadable(Exception):
    """It cannot be read at all; the message says why."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.words, self.line = words, line


@dataclass(frozen=True, order=True)
class Fault:
    """`line` is 0 when the file does not tell, as in JSON."""

    line: int
    path: str
    words: str

    @property
    def where(self) -> str:
        line = _("línea %d") % self.line if self.line else ""
        return ", ".join(filter(None, [line, self.path]))

    def __str__(self) -> str:
        return f"{self.where}: {self.words}" if self.where else self.words


class Faults:
    """Gathers them; what is beyond a thousand is only counted."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.count = 0

    def add(self, words: str, *, path: str, line: int = 0) -> None:
        self.count += 1
        if len(self.found) < 1000:
            self.found.append(Fault(line, path, words))

    def hand_to(self, others: "Faults", *, line: int) -> None:
        """They join others; those that know no line stand on this one."""
        for fault in self.found:
            others.add(fault.words, path=fault.path, line=fault.line or line)


class NotSound(Refused):
    """The file is not sound, so nothing of it was kept: these are the faults, in its order."""

    def __init__(self, faults: Sequence[Fault], *, name: str, count: int = 0) -> None:
        self.faults = sorted(faults)[:MOST]
        self.count = max(count, len(faults))
        self.name = PurePath(name).name
        super().__init__(self._words())

    @property
    def more(self) -> int:
        """How many faults there are besides those told."""
        return self.count - len(self.faults)

    def _words(self) -> str:
        told = [f"{self.name}{', ' if fault.where else ': '}{fault}" for fault in self.faults]
        if self.more:
            told.append(_("… y %d errores más.") % self.more)
        return "\n".join([*told, _("No se cambió nada.")])
