"""What is served behind TLS passes Django's own list of what to mind."""

import os
import subprocess
import sys

from django.test import Client

from config.addresses import networks
from tests.served import ROOT


def test_the_check_for_deployment_is_clean_behind_tls(tmp_path):
    given = os.environ | {
        "STET_HTTPS": "1",
        "ALLOWED_HOSTS": "stet.example",
        "STET_DATA_DIR": str(tmp_path),
        "STET_DB_DURABLE": "0",
    }
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=given,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr


def test_requests_behind_tls_are_secure_and_plain_ones_are_sent_there(settings):
    settings.STET_HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    settings.STET_TRUSTED_PROXIES = networks(["127.0.0.1"])
    secure = Client().get("/healthz/live/")
    plain = Client().get("/healthz/live/", headers={"X-Forwarded-Proto": "http"})
    settings.STET_TRUSTED_PROXIES = []
    invented = Client().get("/healthz/live/", headers={"X-Forwarded-Proto": "http"})

    assert (secure.status_code, secure["Strict-Transport-Security"][:10]) == (200, "max-age=60")
    assert plain.status_code == 301
    assert invented.status_code == 200
