"""Typed readers of the environment: what an installation may set, and nothing else."""

import os
import secrets
import zoneinfo
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on", "si", "sí"}
NO = {"", "0", "false", "no", "off"}
LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]


def text(name: str, default: str = "") -> str:
    """What was set, or the default: an empty value is no value."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name}={value!r}: se espera 1 o 0.")
    return value in YES


def number(name: str, default: int) -> int:
    value = text(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: se espera un número entero.")
    return int(value)


def zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        return zoneinfo.ZoneInfo(value).key
    except (KeyError, ValueError, OSError) as error:
        words = f"{name}={value!r}: se espera una zona horaria, como America/Lima."
        raise ImproperlyConfigured(words) from error


def level(name: str, default: str) -> str:
    value = text(name, default).upper()
    if value not in LEVELS:
        raise ImproperlyConfigured(f"{name}={value!r}: se espera {', '.join(LEVELS)}.")
    return value


def address(name: str, default: str) -> str:
    """Where a site stands, without the slash at its end."""
    value = text(name, default)
    if not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"{name}={value!r}: se espera https://… o http://…")
    return value.rstrip("/")


def words(name: str, default: list[str]) -> list[str]:
    """A list: its values stand apart by commas or spaces."""
    return text(name).replace(",", " ").split() or default


def secret(name: str, default: str = "") -> str:
    """A value, or the content of the file that NAME_FILE names: secrets of containers are files."""
    if path := text(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={path}: no se puede leer.") from error
    return text(name, default)


def kept_secret(name: str, path: Path) -> str:
    """A secret that nobody set is made once, and kept in a file only its owner may read."""
    if given := secret(name):
        return given
    with suppress(OSError):
        if kept := path.read_text(encoding="utf-8").strip():
            return kept
    made = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        # The database and the evidence lie beside it.
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.unlink(missing_ok=True)
        made.touch(mode=0o600, exist_ok=False)
        made.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        with suppress(FileExistsError):  # another process was first: its secret holds
            os.link(made, path)
        made.unlink()
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"No se puede leer ni escribir {path}: dé permiso a esta cuenta o defina {name}."
        ) from error


def database(name: str, default: str, folder: Path) -> dict[str, Any]:
    """sqlite:///relative.sqlite3, sqlite:////absolute.sqlite3 or postgresql://user@host/name."""
    url = urlsplit(secret(name) or default)
    if url.scheme == "sqlite":
        return sqlite(folder / unquote(url.path.removeprefix("/")))
    if url.scheme in ("postgres", "postgresql"):
        return postgresql(url)
    raise ImproperlyConfigured(f"{name}: se espera sqlite:///… o postgresql://…")


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        # A file too: in memory, SQLite locks otherwise than an installation does.
        "TEST": {"NAME": path.with_name(f"test-{path.name}")},
        "OPTIONS": {
            # A writer waits its turn at the beginning, instead of failing in the middle.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What was acknowledged survives a power cut: docs/adr/0003.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-1000;",
        },
    }


def postgresql(url: SplitResult) -> dict[str, Any]:
    """What follows «?» goes to the driver; `pool` says how many connections a process keeps."""
    options: dict[str, Any] = dict(parse_qsl(url.query))
    host = options.pop("host", "") or unquote(url.hostname or "")
    pool = int(options.pop("pool", 8))
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.removeprefix("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": host,
        "PORT": str(url.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def email(name: str) -> dict[str, Any]:
    """console:, file:///folder, smtp://user:password@host:587 (STARTTLS) or smtps://…:465."""
    url = urlsplit(secret(name) or "console:")
    backend = "django.core.mail.backends"
    if url.scheme == "console":
        return {"EMAIL_BACKEND": f"{backend}.console.EmailBackend"}
    if url.scheme == "file":
        return {
            "EMAIL_BACKEND": f"{backend}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(url.path),
        }
    if url.scheme not in ("smtp", "smtps"):
        raise ImproperlyConfigured(f"{name}: se espera smtp://…, smtps://…, file:///… o console:")
    encrypted = url.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{backend}.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (465 if encrypted else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": encrypted,
        "EMAIL_USE_TLS": not encrypted and ("tls", "0") not in parse_qsl(url.query),
        "EMAIL_TIMEOUT": 20,
    }
