"""Posting, against a real server: what is sent, and every way that it goes wrong."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from claims.webhooks.addresses import Target
from claims.webhooks.posting import MOST_KEPT, post
from tests.receiver import receiving


@contextmanager
def saying(act: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does `act` with its one connection; its port."""

    def serve() -> None:
        with suppress(OSError):
            one, _ = server.accept()
            with one:
                act(one)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """A server of hook.example under TLS: its port, and its certificate (its own authority)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hook.example")])
    moment = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hook.example")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "certificate").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate", folder / "key")

    def serve() -> None:
        while True:
            try:
                one, _ = server.accept()
            except OSError:
                return
            with suppress(OSError), context.wrap_socket(one, server_side=True) as secure:
                asked = b""  # head and body may come apart; what is left unread would reset
                while not asked.endswith(b"{}") and (more := secure.recv(65536)):
                    asked += more
                secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], str(folder / "certificate")
        server.shutdown(socket.SHUT_RDWR)


def here(port: int, *, secure: bool = False) -> Target:
    return Target("127.0.0.1", secure, "hook.example", port, "/a?b=c")


def test_the_body_goes_to_the_checked_address_under_the_hosts_name() -> None:
    with receiving() as receiver:
        receiver.answer(202, b"Thanks \0 a lot")

        outcome = post(here(receiver.port), "{…}".encode(), {"webhook-id": "7"})

    headers, body = receiver.got[0]
    assert (outcome.status, outcome.answer, outcome.error) == (202, "Thanks � a lot", "")
    assert headers["Host"] == f"hook.example:{receiver.port}"
    assert (headers["webhook-id"], body.decode()) == ("7", "{…}")


def test_a_redirect_is_an_answer_and_leads_nowhere() -> None:
    with receiving() as receiver:
        receiver.answer(307, Location=f"http://127.0.0.1:{receiver.port}/elsewhere")

        assert post(here(receiver.port), b"", {}).status == 307
        assert len(receiver.got) == 1


def test_of_a_long_answer_little_is_kept() -> None:
    with receiving() as receiver:
        receiver.answer(500, "ß".encode() * 10_000_000)

        outcome = post(here(receiver.port), b"", {})

    assert (outcome.status, outcome.answer) == (500, "ß" * MOST_KEPT)


def test_nobody_there_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    assert "refused" in post(here(port), b"", {}).error.lower()


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x00" * 70_000]
)
def test_what_is_no_http_is_an_error(answer: bytes) -> None:
    def act(one: socket.socket) -> None:
        one.recv(65536)
        one.sendall(answer)

    with saying(act) as port:
        outcome = post(here(port), b"{}", {})

    assert outcome.status is None
    assert outcome.error
    assert "\0" not in outcome.error


def test_a_trickling_answer_is_cut() -> None:
    def act(one: socket.socket) -> None:
        one.recv(65536)
        one.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            one.sendall(b"y")
            time.sleep(0.1)

    with saying(act) as port:
        outcome = post(here(port), b"{}", {}, seconds=1)

    assert outcome.error == "No whole answer within 1 seconds."
    assert outcome.milliseconds < 3000


def test_a_handshake_that_trickles_is_cut_too() -> None:
    def act(one: socket.socket) -> None:
        one.sendall(b"\x16\x03\x03\x40\x00")
        while True:
            one.sendall(b"\x02")
            time.sleep(0.1)

    with saying(act) as port:
        outcome = post(here(port, secure=True), b"{}", {}, seconds=1)

    assert outcome.error == "No whole answer within 1 seconds."
    assert outcome.milliseconds < 3000


def test_a_certificate_of_nobody_is_refused(tls: tuple[int, str]) -> None:
    outcome = post(here(tls[0], secure=True), b"{}", {})

    assert outcome.status is None
    assert "certificate" in outcome.error.lower()


def test_under_tls_the_certificate_is_checked_against_the_name(
    tls: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, authority = tls
    monkeypatch.setenv("SSL_CERT_FILE", authority)

    right = post(here(port, secure=True), b"{}", {})
    wrong = post(Target("127.0.0.1", True, "other.example", port, "/"), b"{}", {})

    assert (right.status, right.error) == (200, "")
    assert "other.example" in wrong.error
