"""The worker: delivers events as they come, keeps house, and ends in good order.

Several may run, on several machines; each row is taken by one of them.
"""

import logging
import threading
import time

from django.db import DatabaseError, InterfaceError, connection, connections
from psycopg import Error as PsycopgError

from claims.housekeeping import keep_house
from claims.webhooks.delivering import deliver_next
from claims.webhooks.notifying import CHANNEL

logger = logging.getLogger(__name__)

THREADS = 4
# How late what is due is found when nobody says so: retries, and behind a pooler everything.
SECONDS_TO_LOOK_AGAIN = 2.0
SECONDS_BETWEEN_CHORES = 60.0
SECONDS_AFTER_A_FAULT = 1.0
_FAULTS = (DatabaseError, InterfaceError, PsycopgError)


def drain() -> int:
    """Deliver everything that is due now, and keep house; how many deliveries were tried."""
    tried = 0
    while deliver_next() is not None:
        tried += 1
    keep_house()
    return tried


class Worker:
    """Threads that deliver, and one (the caller's) that listens; `stop` ends all of them."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._look = [threading.Event() for _ in range(THREADS)]

    def run(self) -> None:
        """Work until stopped; deliveries under way are finished."""
        threads = [threading.Thread(target=self._deliver, args=(each,)) for each in self._look]
        threads.append(threading.Thread(target=self._keep_house))
        for thread in threads:
            thread.start()
        while not self._stopping.is_set():
            self._listen()
        for thread in threads:
            thread.join()

    def stop(self) -> None:
        """End soon. Safe in a signal handler."""
        self._stopping.set()
        self._wake()

    def _wake(self) -> None:
        for each in self._look:
            each.set()

    def _listen(self) -> None:
        """Wake the others when something is queued, on a connection that does nothing else."""
        try:
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            while not self._stopping.is_set():
                for _ in connection.connection.notifies(timeout=0.5, stop_after=1):
                    self._wake()
        except _FAULTS as fault:
            self._wait_out(fault)

    def _deliver(self, look: threading.Event) -> None:
        while not self._stopping.is_set():
            look.clear()
            try:
                while not self._stopping.is_set() and deliver_next() is not None:
                    pass
            except _FAULTS as fault:
                self._wait_out(fault)
            except Exception:  # a fault of ours in one delivery: it stays held, others go on
                logger.exception("A delivery failed in a way that was not foreseen.")
            look.wait(SECONDS_TO_LOOK_AGAIN)
        connections.close_all()

    def _keep_house(self) -> None:
        while not self._stopping.is_set():
            try:
                keep_house()
            except _FAULTS as fault:
                self._wait_out(fault)
            self._stopping.wait(SECONDS_BETWEEN_CHORES)
        connections.close_all()

    def _wait_out(self, fault: Exception) -> None:
        """The database is away: its connection is given up, and made anew when it is back."""
        logger.warning("The worker waits for the database: %s", str(fault).strip())
        connection.close()
        time.sleep(SECONDS_AFTER_A_FAULT)
