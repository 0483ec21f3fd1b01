"""Which databases there are, from what the environment says."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import databases
from config.database.embedded import Server
from config.environment import Environment

URL = "postgresql://ann:p%40ss@db.example.org:6432/claims?sslmode=require"


def read(tmp_path, **variables):
    return databases(Environment(variables, base=tmp_path), folder=tmp_path)


def test_without_an_address_the_server_is_embedded_and_not_started(tmp_path):
    folder = tmp_path / "x"
    default = databases(Environment({}, base=folder), folder=folder)["default"]

    assert default["ENGINE"] == "config.database"
    assert default["NAME"] == default["USER"] == "stet"
    assert default["HOST"] == str(Server(folder / "postgres").socket_folder)
    assert not folder.exists()


def test_a_server_for_throw_away_data_has_a_folder_of_its_own(tmp_path):
    default = read(tmp_path, STET_DB_DURABLE="0")["default"]

    assert default["EMBEDDED"] == {"base": str(tmp_path / "throw-away"), "durable": False}


def test_an_address_is_taken_apart(tmp_path):
    default = read(tmp_path, DATABASE_URL=URL)["default"]

    assert default["ENGINE"] == "django.db.backends.postgresql"
    assert (default["HOST"], default["PORT"], default["NAME"]) == (
        "db.example.org",
        "6432",
        "claims",
    )
    assert (default["USER"], default["PASSWORD"]) == ("ann", "p@ss")
    assert default["OPTIONS"]["sslmode"] == "require"
    assert default["CONN_MAX_AGE"] == 60
    assert default["CONN_HEALTH_CHECKS"] is True


def test_readers_statements_are_prepared_unless_a_pooler_forbids_it(tmp_path):
    prepared = read(tmp_path, DATABASE_URL=URL)["default"]
    not_prepared = read(tmp_path, DATABASE_URL=URL, STET_DB_PREPARE="0")["default"]

    assert prepared["OPTIONS"]["prepare_threshold"] == 5
    assert "prepare_threshold" not in not_prepared["OPTIONS"]


def test_an_address_may_name_a_socket_or_several_hosts(tmp_path):
    socket = read(tmp_path, DATABASE_URL="postgresql:///claims?host=/var/run/x")["default"]
    several = read(tmp_path, DATABASE_URL="postgresql://a:1,b:2/claims")["default"]

    assert socket["HOST"] == "/var/run/x"
    assert (several["HOST"], several["PORT"]) == ("a,b", "1,2")


@pytest.mark.parametrize("url", ["", URL])
def test_no_statement_and_no_lock_waits_for_ever(tmp_path, url):
    options = read(tmp_path, DATABASE_URL=url)["default"]["OPTIONS"]

    assert options["application_name"] == "stet"
    for limit in ("statement_timeout=30s", "lock_timeout=10s", "session_timeout=60s"):
        assert limit in options["options"]


def test_what_the_address_says_wins_over_the_usual_options(tmp_path):
    url = "postgresql://h/claims?options=-c%20lock_timeout%3D1s&application_name=desk"
    options = read(tmp_path, DATABASE_URL=url)["default"]["OPTIONS"]

    assert options["options"].endswith("-c lock_timeout=1s")
    assert options["application_name"] == "desk"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://ann:hush@h/claims", "not a PostgreSQL address"),
        ("postgresql://ann:hu%zzsh@h/claims", "not a PostgreSQL address"),
        ("postgresql://h/claims?colour=red", 'invalid URI query parameter: "colour"'),
        ("postgresql://ann:hush@h", "does not name a database"),
        ("postgresql://ann:hush@h:port/claims", "a port that is not a number"),
    ],
)
def test_a_wrong_address_is_refused_without_telling_the_password(tmp_path, url, reason):
    with pytest.raises(ImproperlyConfigured, match="write it as postgresql://") as refused:
        read(tmp_path, DATABASE_URL=url)

    assert reason in str(refused.value)
    assert "hush" not in str(refused.value)
    assert "hu%zz" not in str(refused.value)


def test_replicas_are_numbered_and_stand_in_for_the_primary_in_tests(tmp_path):
    found = read(
        tmp_path,
        DATABASE_URL=URL,
        DATABASE_REPLICA_URLS="postgresql://one/claims, postgresql://two/claims",
    )

    assert list(found) == ["default", "replica1", "replica2"]
    assert [found[name]["HOST"] for name in ("replica1", "replica2")] == ["one", "two"]
    assert found["replica2"]["TEST"] == {"MIRROR": "default"}


def test_replicas_of_nothing_are_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="without DATABASE_URL"):
        read(tmp_path, DATABASE_REPLICA_URLS="postgresql://one/claims")
