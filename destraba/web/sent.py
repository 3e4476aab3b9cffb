"""What somebody sent and was not taken: it comes back, to be sent again or copied."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

SECRET = re.compile("passw", re.IGNORECASE)
# A number, a day or the code of a choice: nobody wrote it.
CODE = re.compile(r"[a-z0-9_:.-]*")


@dataclass(frozen=True)
class Sent:
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def words(self) -> list[str]:
        return [value for _name, value in self.fields if not CODE.fullmatch(value.strip())]


def sent_from_here(request: HttpRequest) -> Sent | None:
    """None without anybody's words, with a password, or from a page of another site: there nobody
    may put words on a page of ours."""
    if urlsplit(request.headers.get("Origin", "")).netloc != request.get_host():
        return None
    told = [(name, each) for name, values in request.POST.lists() for each in values]
    fields = [(name, each) for name, each in told if name != "csrfmiddlewaretoken"]
    sent = Sent(fields, had_files=any(request.FILES.values()))
    is_secret = any(SECRET.search(name) for name, _value in fields)
    return sent if sent.words and not is_secret else None
