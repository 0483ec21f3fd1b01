"""The guard: no address inside, however it is written, and none that changed since it was checked."""

from collections.abc import Callable
from ipaddress import ip_address

import pytest

from claims.webhooks.addresses import (
    Policy,
    Refused,
    closed,
    networks,
    parts_of,
    resolved,
    target_of,
)

INSIDE = """
127.0.0.1 127.1.2.3 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.1
192.168.0.1 192.168.255.255 169.254.0.1 169.254.169.254 169.254.170.2 100.64.0.1 100.100.100.200
100.127.255.255 192.0.0.1 192.0.0.170 192.0.0.192 192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1
198.19.255.255 192.88.99.1 168.63.129.16 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
::1 :: ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8
::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b::808:808
64:ff9b:1::1 fe80::1 febf::1 fec0::1 fc00::1 fd00::1 fd00:ec2::254 fdff:ffff::1 ff02::1 ff0e::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2001:10::1 2001:2::1 2002:7f00:1::
2002:a00:1::1 2002:a9fe:a9fe::1 100::1 3fff::1 5f00::1
""".split()
OUTSIDE = [
    "8.8.8.8",
    "93.184.215.14",
    "100.128.0.1",
    "172.32.0.1",
    "2606:4700::1111",
    "2a00:1450::5",
]


def answering(*addresses: str) -> Callable[[str, int], list[str]]:
    return lambda host, port: list(addresses)


def test_there_are_many_ways_in() -> None:
    assert len(set(INSIDE)) >= 60


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_closed(address: str) -> None:
    assert closed(ip_address(address))
    with pytest.raises(Refused):
        target_of("https://hook.example/", Policy(), resolve=answering(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_open(address: str) -> None:
    target = target_of("https://hook.example/a?b=c", Policy(), resolve=answering(address))

    assert (target.address, target.host, target.port) == (address, "hook.example", 443)
    assert (target.path, target.secure) == ("/a?b=c", True)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:7f00:1]"],
)
def test_other_ways_to_write_this_machine_lead_nowhere(host: str) -> None:
    with pytest.raises((Refused, OSError)):
        target_of(f"https://{host}/", Policy())


def test_one_closed_address_closes_the_name() -> None:
    with pytest.raises(Refused, match=r"leads to 10\.0\.0\.1"):
        target_of("https://x.example/", Policy(), resolve=answering("8.8.8.8", "10.0.0.1"))


def test_a_name_is_asked_for_once_so_that_a_changed_answer_changes_nothing() -> None:
    answers = [["8.8.8.8"], ["127.0.0.1"]]

    def resolve(host: str, port: int) -> list[str]:
        return answers.pop(0)

    target = target_of("https://rebinding.example/", Policy(), resolve=resolve)

    assert target.address == "8.8.8.8"
    assert len(answers) == 1
    with pytest.raises(Refused, match="this machine itself"):
        target_of("https://rebinding.example/", Policy(), resolve=resolve)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://hook.example/", "has to be https"),
        ("ftp://hook.example/", "starts with https"),
        ("https:///path", "starts with https"),
        ("https://", "starts with https"),
        ("hook.example", "starts with https"),
        ("https://me:word@hook.example/", "name or password"),
        ("https://@hook.example/", "name or password"),
        ("https://hook.example/#top", "fragment"),
        ("https://hook.example:22/", "Port 22 is closed"),
        ("https://hook.example:80/", "Port 80 is closed"),
        ("https://hook.example:6379/", "Port 6379 is closed"),
        ("https://hook.example:99999/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
        ("https://hook.example/a b", "characters"),
        ("https://hook.example/\r\nHost: x", "characters"),
        ("https://hook.example\\@10.0.0.1/", "characters"),
        ("https://höök.example/", "characters"),
        (f"https://{'a' * 64}.example/", "cannot be read"),
        ("https://a..example/", "cannot be read"),
        ("https://hook.example:0/", "Port 0 is closed"),
        ("https://8.8.8.8:22/", "Port 22 is closed"),
        ("https://LOCALHOST/", "this machine itself"),
        ("https://a.localhost./", "this machine itself"),
        ("https://127.1/", "this machine itself"),
        ("https://127.0.0.1./", "this machine itself"),
        ("https://2130706433/", "this machine itself"),
        ("https://0x7f.1/", "this machine itself"),
        ("https://0177.0.0.1/", "this machine itself"),
        ("https://[::1]/", "this machine itself"),
        ("https://[fe80::1%25eth0]/", "link-local"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_when_it_is_written(url: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parts_of(url, Policy())


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused_when_it_is_written(address: str) -> None:
    host = f"[{address}]" if ":" in address else address

    with pytest.raises(Refused):
        parts_of(f"https://{host}/", Policy(allowed=networks(["10.99.0.0/16"])))


@pytest.mark.parametrize("host", [*OUTSIDE[:4], "hook.example", "1.2.3.4.example", "127.1.example"])
def test_other_hosts_are_not_asked_for_when_they_are_written(host: str) -> None:
    assert parts_of(f"https://{host}/", Policy()).hostname == host


def test_an_address_is_open_where_its_network_is_and_only_there() -> None:
    policy = Policy(allowed=networks(["127.0.0.0/8"]))

    for url in ("http://127.1:8123/", "http://localhost:22/", "http://inside.example:22/"):
        assert parts_of(url, policy)
    for url in (
        "http://8.8.8.8/",
        "https://8.8.8.8:22/",
        "https://10.0.0.1/",
        "http://x.example:0/",
    ):
        with pytest.raises(Refused):
            parts_of(url, policy)


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(Refused, match="no address"):
        target_of("https://hook.example/", Policy(), resolve=answering())
    with pytest.raises(OSError, match="has no address"):
        resolved("no-such-name.invalid", 443)


def test_a_setting_opens_a_network_to_any_port_and_to_http() -> None:
    policy = Policy(allowed=networks(["127.0.0.0/8"]))

    target = target_of("http://127.0.0.1:8123/x", policy)

    assert (target.address, target.port, target.secure) == ("127.0.0.1", 8123, False)
    for address in ("10.0.0.1", "::1", "::ffff:127.0.0.1"):
        with pytest.raises(Refused):
            target_of("http://hook.example/", policy, resolve=answering(address))


@pytest.mark.parametrize("url", ["http://hook.example/", "https://hook.example:22/"])
def test_what_is_open_inside_stays_closed_outside(url: str) -> None:
    with pytest.raises(Refused):
        target_of(url, Policy(allowed=networks(["127.0.0.0/8"])), resolve=answering("8.8.8.8"))
