"""A browser without a screen: keeps its connection and its cookies, and counts bytes."""

import gzip
import http.client
import re
import time
import urllib.parse
from dataclasses import dataclass
from http.cookies import SimpleCookie

# The server closes a connection that rests for five seconds.
RESTED = 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Answer:
    status: int
    seconds: float
    wire: int
    body: bytes
    location: str

    @property
    def text(self):
        return self.body.decode()


class Client:
    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.connection = http.client.HTTPConnection(host, port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.used_at = 0.0

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        body = urllib.parse.urlencode(fields).encode()
        return self.ask("POST", path, body)

    def token(self, path: str) -> str:
        """What a form of that page must send back; it holds for the whole session."""
        return TOKEN.search(self.get(path).text).group(1)

    def ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        if began - self.used_at > RESTED:
            self.connection.close()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        self.used_at = time.perf_counter()
        seconds = self.used_at - began
        self._keep(answer)
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return Answer(
            status=answer.status,
            seconds=seconds,
            wire=len(content),
            body=gzip.decompress(content) if packed else content,
            location=answer.headers.get("Location", ""),
        )

    def _keep(self, answer) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value

    def close(self) -> None:
        self.connection.close()
