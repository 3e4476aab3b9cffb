"""The bare page behind the very server that Destraba ships: same processes, same threads."""

import os

import django

django.setup()

from destraba.ops.server import Server  # noqa: E402

Server(host="127.0.0.1", port=int(os.environ["PORT"]), workers=2, threads=4, clock=False).run()
