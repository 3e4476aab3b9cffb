"""What the scripts of bin/ share: the virtual environment and what it holds.

Only the standard library: this runs on a fresh machine, before anything is installed.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "ground.json"
SETS = ["production", "test", "check"]  # each holds the ones before it
# Without bytecode each start compiles everything again.
LEFT_OUT = {"PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
SUPPORTED = [(3, 13), (3, 12), (3, 11)]

LAUNCHER = """\
#!/bin/sh
'''exec' "$(dirname "$(readlink -f "$0")")/python" "$0" "$@"
'''
import sys

from destraba.ops.cli import main

sys.exit(main())
"""


class Stop(Exception):
    """The set-up cannot go on; the message says what to do."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def script(main):
    """Run a script of bin/: no bytecode of its own, and its troubles told in words."""
    try:
        sys.exit(main())
    except Stop as stop:
        say(f"✗ {stop}")
        sys.exit(1)
    except subprocess.CalledProcessError as failed:
        say(f"✗ Falló: {' '.join(map(str, failed.cmd))} (código {failed.returncode})")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def environment(**more):
    """The environment of what runs in the virtual environment."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    certificates = os.environ.get("PIP_CERT")
    if certificates and "SSL_CERT_FILE" not in kept:
        kept["SSL_CERT_FILE"] = certificates
    path = os.pathsep.join([str(VENV / "bin"), kept.get("PATH", os.defpath)])
    ours = {
        "VIRTUAL_ENV": str(VENV),
        "PATH": path,
        "UV_PYTHON_DOWNLOADS": "never",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "DJANGO_SETTINGS_MODULE": "destraba.config.settings",
    }
    return {**kept, **ours, **more}


def ground(wanted):
    """The virtual environment, with a set of requirements in it. Quick when all is there."""
    with one_at_a_time():
        stamp = read_stamp()
        if stamp is None:
            make_venv()
            stamp = {"root": str(ROOT), "installed": {}}
        if stamp["installed"].get(wanted) == fingerprint(wanted):
            return
        wanted = max([wanted, *stamp["installed"]], key=SETS.index)
        install(wanted)
        link()
        held = SETS[: SETS.index(wanted) + 1]
        stamp["installed"] = {name: fingerprint(name) for name in held}
        STAMP.write_text(json.dumps(stamp, indent=1))


@contextmanager
def one_at_a_time():
    """Two scripts at once: the second waits for the first."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def read_stamp():
    """What was set up, if it still stands: a moved or half-made environment does not."""
    try:
        stamp = json.loads(STAMP.read_text())
        run(PYTHON, "-c", "", capture_output=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return stamp if stamp["root"] == str(ROOT) else None


def requirements(name):
    return ROOT / "requirements" / f"{name}.txt"


def fingerprint(name):
    return hashlib.sha256(requirements(name).read_bytes()).hexdigest()


def make_venv():
    python = find_python()
    say(f"Entorno virtual en {VENV} …")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        run(python, "-m", "venv", VENV)
    except PermissionError as error:
        raise Stop(
            f"No se puede escribir en {ROOT}: la carpeta es de otra persona. "
            "Trabaje en una copia propia o pida que se la cedan (chown)."
        ) from error


def find_python():
    """This Python if it serves, or another one of the machine."""
    candidates = [sys.executable, *(f"python{a}.{b}" for a, b in SUPPORTED), "/usr/bin/python3"]
    missing_venv = False
    for candidate in filter(None, map(shutil.which, filter(None, candidates))):
        version = ask(candidate, "import sys; print(sys.version_info[0], sys.version_info[1])")
        if tuple(map(int, version.split())) in SUPPORTED:
            if ask(candidate, "import venv, ensurepip; print('yes')"):
                return candidate
            missing_venv = True
    if missing_venv:
        raise Stop("A este Python le falta venv. En Debian o Ubuntu: apt-get install python3-venv")
    raise Stop("Hace falta Python 3.11, 3.12 o 3.13. En Debian o Ubuntu: apt-get install python3")


def ask(python, question):
    """One line of another interpreter, or nothing if it cannot run."""
    try:
        done = run(python, "-c", question, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def install(name):
    say(f"Dependencias ({name}) …")
    if installer := uv():
        command = [installer, "pip", "install", "--quiet", "--python", PYTHON]
        options = ["--require-hashes", "--compile-bytecode", "-r", requirements(name)]
        try:
            return run(*command, *options, env=environment(), cwd=ROOT)
        except subprocess.CalledProcessError:
            say("uv no pudo; se sigue con pip, que tarda más …")
    pip("--require-hashes", "-r", requirements(name))
    run(PYTHON, "-m", "compileall", "-q", VENV / "lib")


def also(name):
    """Something more that only some machines need."""
    with one_at_a_time():
        install(name)


def uv():
    """The installer that is ten times quicker, where the machine has it."""
    found = VENV / "bin" / "uv"
    if not found.exists():
        try:
            pip("--require-hashes", "--only-binary", ":all:", "-r", requirements("uv"))
        except subprocess.CalledProcessError:
            return None
    return found


def pip(*what):
    run(PYTHON, "-m", "pip", "install", "--quiet", *what, env=environment(), cwd=ROOT)


def link():
    """The package is found from any folder, and `destraba` is a command."""
    where = ask(PYTHON, "import sysconfig; print(sysconfig.get_path('purelib'))")
    Path(where, "destraba.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = VENV / "bin" / "destraba"
    command.write_text(LAUNCHER, encoding="utf-8")
    command.chmod(0o755)
