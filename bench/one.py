"""One size on one engine: make the data, serve them, walk every journey, tell the figures.

Run by bench.run, which lays the environment: a folder and a database of its own.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from bench.counting import most_queries  # noqa: E402
from bench.generate import generate  # noqa: E402
from bench.journeys import Journey, journeys  # noqa: E402
from bench.measuring import measure, signed_in  # noqa: E402
from bench.serving import Serving, family, processor_seconds  # noqa: E402
from bench.views import weigh  # noqa: E402
from destraba.ops import processes  # noqa: E402

DESTRABA = Path(sys.executable).with_name("destraba")
BARE = Journey("página desnuda", "ministra", ["/"])
# Seconds before memory is read: by then the workers gave back what they left free.
IDLE = 2 + processes.EVERY


def main(size, requests, clients, results):
    subprocess.run([DESTRABA, "prepare"], check=True, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    generate(size)
    told = {"size": size, "generated_seconds": time.perf_counter() - began}
    walked = list(journeys())
    queries = {journey.name: most_queries(journey) for journey in walked}
    connections.close_all()
    told |= walk(walked, requests=requests, clients=clients)
    for name, figures in told["journeys"].items():
        figures["queries"] = queries[name]
    told["export"] = export()
    Path(results).write_text(json.dumps(told, indent=1, ensure_ascii=False))


def walk(walked, *, requests, clients):
    bare = [sys.executable, "-m", "bench.serve_bare"]
    bare_env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.bare_settings"}
    with (
        Serving([DESTRABA, "serve"], env=dict(os.environ), folder=settings.VAR) as serving,
        Serving(bare, env=bare_env, folder=settings.VAR) as bare_serving,
    ):
        told = {"cold_start_seconds": serving.wait()}
        bare_serving.wait("/entrar/demo/ministra/")
        told["memory_started_mb"] = idle_memory(serving)
        told["view"] = weigh(signed_in(serving.port, "facilitadora"), "/")
        told["journeys"] = {
            journey.name: beside_bare(serving, bare_serving, journey, requests, clients)
            for journey in walked
        }
        told["memory_worked_mb"] = idle_memory(serving)
    return told


def beside_bare(serving, bare_serving, journey, requests, clients):
    """The bare page is measured before and after each journey: a busy machine weighs on both."""
    alone = min(clients)
    before = measure(bare_serving, BARE, clients=1, requests=requests // 2)
    told = {"target": journey.target, str(alone): one(serving, journey, alone, requests)}
    after = measure(bare_serving, BARE, clients=1, requests=requests // 2)
    told["bare_cpu_ms"] = (before["cpu_ms"] + after["cpu_ms"]) / 2
    told |= {str(many): one(serving, journey, many, requests) for many in clients if many != alone}
    return told


def one(serving, journey, many, requests):
    print(f"  {journey.name}, {many} a la vez …", file=sys.stderr, flush=True)
    return measure(serving, journey, clients=many, requests=requests, beside=database_seconds)


def database_seconds():
    """The processor time of a PostgreSQL of ours; none with SQLite."""
    place = settings.DATABASES["default"].get("HOST")
    if not place:
        return 0.0
    postmaster = int((Path(place) / "data" / "postmaster.pid").read_text().split()[0])
    return processor_seconds(family(postmaster))


def idle_memory(serving):
    """Of the workers, and of all processes: also who starts them, and who looks at the clock."""
    time.sleep(IDLE)
    return {"workers": serving.memory(processes.WORKER), "all": serving.memory()}


def export():
    """The whole programme into a file, where the command exists."""
    target = settings.VAR / "programme.yaml"
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [DESTRABA, "export", target]
    if subprocess.run(command, capture_output=True).returncode:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "bytes": target.stat().st_size,
    }


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4])
