"""A server under measure: its processes, their processor time and their memory."""

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


class Serving:
    def __init__(self, command, *, env, folder):
        self.port = free_port()
        self.began = time.perf_counter()
        self.log = (folder / f"server-{self.port}.log").open("wb")
        self.process = subprocess.Popen(
            command, env={**env, "PORT": str(self.port)}, stdout=self.log, stderr=self.log
        )

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.process.terminate()
        self.process.wait(30)

    def wait(self, path="/entrar/"):
        """Seconds from the start to the first page answered."""
        while time.perf_counter() - self.began < 60:
            if self.process.poll() is not None:
                raise SystemExit(
                    f"El servidor no arrancó:\n{Path(self.log.name).read_text()[-2000:]}"
                )
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                connection.request("GET", path)
                connection.getresponse().read()
                return time.perf_counter() - self.began
            except ConnectionError:
                time.sleep(0.01)
        raise SystemExit("El servidor no contestó en un minuto.")

    def processor_seconds(self):
        return processor_seconds(family(self.process.pid))

    def memory(self, called=""):
        """Megabytes that its processes hold, all or those `called` so; what several share is
        counted once among them (PSS)."""
        pids = [pid for pid in family(self.process.pid) if not called or name(pid) == called]
        lines = [line for pid in pids for line in rollup(pid)]
        kilobytes = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return kilobytes / 1024


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def processor_seconds(pids):
    """User and system time of these processes, and of their children that ended."""
    return sum(int(ticks) for pid in pids for ticks in stat(pid)[11:15]) / TICKS


def family(pid):
    """A process and all that descend from it."""
    told = {int(each.name): stat(each.name) for each in PROC.glob("[0-9]*")}
    parents = {each: int(fields[1]) for each, fields in told.items() if fields}
    found = [pid]
    for parent in found:
        found += [child for child, of in parents.items() if of == parent]
    return found


def name(pid):
    """What it calls itself; nothing when it has just ended."""
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def rollup(pid):
    """How much memory it holds, line by line; nothing when it has just ended."""
    try:
        return (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return []


def stat(pid):
    """The fields of /proc/<pid>/stat from the third on: the name before may hold anything.

    Nothing when it has just ended: its time is then its parent's.
    """
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
