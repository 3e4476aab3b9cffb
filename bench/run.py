"""Measure Destraba: `.venv/bin/python -m bench.run --sizes demo 10000 100000 --engine sqlite`.

See docs/operar/medir.md. Only this machine is asked; nothing is left behind.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from bench.report import growth, table

ROOT = Path(__file__).resolve().parent.parent
SIZES = ["demo", "10000", "100000"]


def main():
    asked = arguments()
    results = []
    for size in asked.sizes:
        print(f"── {asked.engine}, {size} ──", file=sys.stderr, flush=True)
        results.append({"engine": asked.engine, **measure(size, asked)})
        table(results[-1])
        if asked.json:
            Path(asked.json).write_text(json.dumps(results, indent=1, ensure_ascii=False))
    growth(results)


def arguments():
    parser = argparse.ArgumentParser(description="Mide Destraba en esta máquina.")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["demo", "10000"])
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--requests", type=int, default=160, help="por recorrido y medida")
    parser.add_argument("--clients", nargs="+", type=int, default=[1, 8])
    parser.add_argument("--json", help="archivo donde quedan las cifras")
    return parser.parse_args()


def measure(size, asked):
    with (
        tempfile.TemporaryDirectory(prefix="destraba-bench-") as folder,
        database(asked.engine, folder) as url,
    ):
        results = Path(folder, "figures.json")
        command = ["-m", "bench.one", size, str(asked.requests), json.dumps(asked.clients)]
        subprocess.run(
            [sys.executable, *command, str(results)], env=env(folder, url), cwd=ROOT, check=True
        )
        return json.loads(results.read_text())


@contextmanager
def database(engine, folder):
    if engine == "sqlite":
        yield f"sqlite:///{folder}/bench.sqlite3"
        return
    sys.path.insert(0, str(ROOT / "bin"))
    from _postgres import postgres  # noqa: PLC0415

    with postgres() as url:
        yield url.replace("pool=0", "pool=1")


def env(folder, url):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DESTRABA_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "destraba.config.settings",
        "DATABASE_URL": url,
        "DESTRABA_VAR": folder,
        "DESTRABA_DEMO": "1",
        "DESTRABA_LOG_LEVEL": "ERROR",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PYTHONPATH": str(ROOT),
    }


if __name__ == "__main__":
    main()
