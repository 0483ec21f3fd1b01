"""The address to serve on, before anything is started."""

import socket

import pytest

from config.serving import CannotServe, free_address


def test_a_free_address_is_given_as_a_number():
    assert free_address("127.0.0.1", 0) == "127.0.0.1"
    assert free_address("localhost", 0) in {"127.0.0.1", "::1"}


def test_a_port_that_someone_listens_on_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CannotServe, match=f"Port {port} is in use: .* set PORT to another"):
            free_address("127.0.0.1", port)


def test_a_port_is_refused_even_when_its_listener_would_share_it():
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(CannotServe, match="is in use"):
            free_address("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "999.0.0.1"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(CannotServe, match=f"STET_HOST is '{host}', which is no address of this"):
        free_address(host, 0)
