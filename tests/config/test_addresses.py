"""The client's address: what proxies say counts as far as they are trusted."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from config.addresses import client_address, networks


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "rubbish", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        ("", "", "0.0.0.0"),
    ],
)
def test_the_first_address_that_is_not_ours_counts(settings, peer, forwarded, found):
    settings.STET_TRUSTED_PROXIES = networks(["10.0.0.0/8"])
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == found


def test_what_is_no_network_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="STET_TRUSTED_PROXIES"):
        networks(["10.0.0.1/8"])
