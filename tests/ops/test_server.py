"""The real server, as an operator starts it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from destraba.ops import processes

COOKIE = {"Cookie": f"destraba_csrf={'c' * 32}"}
DESTRABA = Path(sys.executable).with_name("destraba")


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    var = tmp_path_factory.mktemp("con espacio")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = {
        **os.environ,
        "DESTRABA_VAR": str(var),
        "DATABASE_URL": f"sqlite:///{var}/destraba.sqlite3",
        "PORT": str(port),
    }
    subprocess.run([DESTRABA, "prepare"], env=found, check=True)
    return found


@pytest.fixture
def server(env):
    process = subprocess.Popen([DESTRABA, "serve"], env=env)
    try:
        until(lambda: answers(env))
        yield process
    finally:
        process.kill()
        process.wait(20)
    until(lambda: not answers(env))


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def answers(env):
    try:
        return ask(env, "GET", "/salud/")[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def ask(env, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", int(env["PORT"]), timeout=20)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def children(process):
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_it_serves_and_somebody_looks_at_the_clock(env, server):
    def looked():
        return json.loads(ask(env, "GET", "/salud/")[1])["clock_looked_at"]

    until(looked)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux for the processes")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_whoever_stands_beside_it_ends_with_it(env, server, end):
    until(lambda: len(children(server)) == 3)
    beside = children(server)

    server.send_signal(end)
    server.wait(20)

    until(lambda: not any(map(alive, beside)))


def test_a_text_of_ten_megabytes_is_answered_in_words(env, server):
    form = {"Content-Type": "application/x-www-form-urlencoded", **COOKIE}

    status, page = ask(env, "POST", "/salud/", "text=" + "a" * 10 * 1024**2, form)

    assert status == 413
    assert "Es demasiado grande" in page


def test_what_nobody_reads_does_not_break_the_connection(env, server):
    status, page = ask(env, "POST", "/nowhere/", "a" * 5 * 1024**2)

    assert status == 404
    assert "<h1>" in page


def test_a_file_that_is_far_too_large_is_answered_in_words(env, server):
    status, page = ask(env, "POST", "/salud/", b"a" * 20 * 1024**2)

    assert status == 413
    assert "Es demasiado grande" in page


@pytest.mark.skipif(not processes.COMM.exists(), reason="the system has no such names")
def test_its_processes_are_called_by_what_they_do(server):
    until(
        lambda: sorted(map(called, children(server))) == [processes.CLOCK, *[processes.WORKER] * 2]
    )


def called(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def test_a_port_that_is_taken_is_told_once_and_in_words(env):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = {**env, "PORT": str(port)}

        done = subprocess.run([DESTRABA, "serve"], env=found, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"✗ Otro programa ya atiende en el puerto {port}: elija otro con PORT."
    )


def test_a_host_that_is_not_of_this_machine_is_told_in_words(env):
    found = {**env, "HOST": "192.0.2.1"}

    done = subprocess.run([DESTRABA, "serve"], env=found, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (1, "")
    assert "«192.0.2.1» no es una dirección de esta máquina" in done.stderr
