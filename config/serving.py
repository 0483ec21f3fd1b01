"""Serve the application by workers that are replaced when they fail and never outlive us.

A worker is a process of its own that imports this module first: nothing of Django may be needed.
"""

import errno
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

WORKERS = 2
# Every thread keeps a connection of its own: all of them fit PostgreSQL's usual hundred.
THREADS = 32
# Open connections of a worker, idle ones included; fewer would let silent clients lock others out.
BACKPRESSURE = 512
SECONDS_TO_FINISH = 10
MANAGE = Path(__file__).resolve().parent.parent / "manage.py"


class CannotServe(Exception):
    """The address or the port cannot be used; the message says what to do."""


def free_address(host: str, port: int) -> str:
    """The number of `host`, where nobody listens yet.

    Asked before anything is started: the server itself would share a port with its like.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            # As a server does: connections that end do not count as use.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
            return str(address[0])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(
                f"Port {port} is in use: stop what listens there, or set PORT to another number."
            ) from error
        if error.errno == errno.EACCES:
            raise CannotServe(
                f"Port {port} may not be used by this account: set PORT to 1024 or more."
            ) from error
        raise CannotServe(
            f"STET_HOST is {host!r}, which is no address of this machine ({error.strerror}): "
            "set it to 127.0.0.1, or to 0.0.0.0 for every address."
        ) from error


def serve(address: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; the workers end with this process, however it ends."""
    # Forked workers would share this process's memory and threads in whatever state they are.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.error,
    )
    try:
        with deliveries():
            server.serve(target_loader=partial(load_application, os.getpid()), wrap_loader=False)
    except SystemExit:
        # Whoever ends a whole group of processes ends the workers too: that is no failure.
        if not server.interrupt_signal:
            raise CannotServe("The workers keep failing; what they wrote above says why.") from None


@contextmanager
def deliveries() -> Iterator[None]:
    """Run the worker that delivers events beside the web workers; one that ends is replaced."""
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_a_worker, args=(stopping,))
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join()


def _keep_a_worker(stopping: threading.Event) -> None:
    # Inherited by the worker: Ctrl-C is our business, see `load_application`.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    while True:
        worker = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, str(MANAGE), "worker", "--with-parent", str(os.getpid())],
            stdin=subprocess.DEVNULL,
        )
        while worker.poll() is None and not stopping.wait(0.2):
            pass
        if stopping.wait(1):
            break
    worker.terminate()
    try:
        worker.wait(SECONDS_TO_FINISH)
    except subprocess.TimeoutExpired:
        # What it was at is tried again by the next one.
        worker.kill()
        worker.wait()


def load_application(parent: int) -> Callable[..., Any]:
    """What a worker of the process `parent` serves."""
    # Ctrl-C reaches every process of the terminal. Our parent then asks each worker to end; one
    # that had ended by itself would count as failed, one that is told twice takes long.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    end_with_parent(parent)
    from config.wsgi import application

    return application


def end_with_parent(parent: int) -> None:
    """End this process when its parent does: one killed with -9 cannot stop its children.

    The number is told by the parent: it may have ended before this process could ask for it.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_FINISH + 5)
    os._exit(1)
