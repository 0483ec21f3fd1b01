"""Settings from the environment: what is right is read, what is wrong is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment


def environment(tmp_path: Path, **variables: str) -> Environment:
    return Environment(variables, base=tmp_path)


def test_an_empty_value_counts_as_absent(tmp_path):
    env = environment(tmp_path, NAME=" ", LIST=" , ")

    assert env.text("NAME", default="stet") == "stet"
    assert env.words("LIST", default=["a"]) == ["a"]
    assert env.switch("NAME", default=True) is True
    assert env.number("NAME", default=7, least=1, most=9) == 7


def test_a_list_is_divided_by_commas(tmp_path):
    assert environment(tmp_path, LIST="a, b,,c").words("LIST", default=[]) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("given", "read"), [("1", True), ("Yes", True), ("0", False), ("off", False)]
)
def test_a_switch_is_read(tmp_path, given, read):
    assert environment(tmp_path, SWITCH=given).switch("SWITCH", default=not read) is read


def test_a_switch_that_is_neither_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="SWITCH is 'maybe': set it to 0 or 1"):
        environment(tmp_path, SWITCH="maybe").switch("SWITCH", default=True)


@pytest.mark.parametrize("given", ["0", "65536", "-1", "8000.0", "８０", "x", "9" * 5000])
def test_a_number_out_of_its_range_is_refused(tmp_path, given):
    with pytest.raises(ImproperlyConfigured, match="whole number from 1 to 65535"):
        environment(tmp_path, PORT=given).number("PORT", default=8000, least=1, most=65535)


def test_a_relative_folder_is_below_the_base_and_for_its_owner_only(tmp_path):
    folder = environment(tmp_path).folder("DATA", default="data here/é")

    assert folder == tmp_path / "data here" / "é"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("given", ["/proc/nowhere", "file/below", "~nobody-of-this-name/x"])
def test_a_folder_that_cannot_be_made_is_refused(tmp_path, given):
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match="set it to a folder of your own"):
        environment(tmp_path, DATA=given).folder("DATA", default="data")


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path):
    first = environment(tmp_path).secret("SECRET_KEY", folder=tmp_path)
    second = environment(tmp_path).secret("SECRET_KEY", folder=tmp_path)

    assert first == second
    assert len(first) >= 64
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_given_secret_wins_and_is_not_written_down(tmp_path):
    given = "x" * 32

    assert environment(tmp_path, SECRET_KEY=given).secret("SECRET_KEY", folder=tmp_path) == given
    assert list(tmp_path.iterdir()) == []


def test_a_short_secret_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="shorter than 32 characters"):
        environment(tmp_path, SECRET_KEY="x").secret("SECRET_KEY", folder=tmp_path)


def test_a_file_that_holds_no_secret_is_refused(tmp_path):
    (tmp_path / "secret_key").write_text("é\n")

    with pytest.raises(ImproperlyConfigured, match="holds no secret: delete it"):
        environment(tmp_path).secret("SECRET_KEY", folder=tmp_path)


def test_a_secret_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "secret_key").mkdir()

    with pytest.raises(ImproperlyConfigured, match="cannot be read or made"):
        environment(tmp_path).secret("SECRET_KEY", folder=tmp_path)


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path):
    script = (
        "import sys; from pathlib import Path; from config.environment import Environment; "
        "folder = Path(sys.argv[1]); sys.stdin.readline(); "
        "print(Environment({}, base=folder).secret('SECRET_KEY', folder=folder))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        for _ in range(6)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write(b"now\n")
        process.stdin.flush()
    said = {process.communicate()[0] for process in started}

    assert len(said) == 1
    assert len(said.pop()) >= 64
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_networks_and_numbers_are_lists(tmp_path):
    env = environment(tmp_path, NETS="10.0.0.0/8, ::1", PORTS="443,8443")

    assert [str(each) for each in env.networks("NETS")] == ["10.0.0.0/8", "::1/128"]
    assert env.networks("NONE") == ()
    assert env.numbers("PORTS", default=[1], least=1, most=65535) == [443, 8443]
    assert env.numbers("NONE", default=[1], least=1, most=65535) == [1]


@pytest.mark.parametrize("given", ["1", "10.0.0.1/8", "localhost", "10.0.0.0/8;::1", "10.0.0.0/33"])
def test_what_is_no_network_is_refused(tmp_path, given):
    with pytest.raises(ImproperlyConfigured, match=r"NETS is .* names no networks"):
        environment(tmp_path, NETS=given).networks("NETS")


@pytest.mark.parametrize("given", ["0", "443,x", "65536"])
def test_a_wrong_number_in_a_list_is_refused(tmp_path, given):
    with pytest.raises(ImproperlyConfigured, match="PORTS is"):
        environment(tmp_path, PORTS=given).numbers("PORTS", default=[], least=1, most=65535)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("1200/minute", (1200, 60)),
        ("1/second", (1, 1)),
        (" 5/Hour ", (5, 3600)),
        ("999999999/day", (999_999_999, 86_400)),
        ("none", None),
        ("", (7, 60)),
    ],
)
def test_a_rate_is_so_many_in_a_time(tmp_path, given, read):
    assert environment(tmp_path, RATE=given).rate("RATE", default="7/minute") == read


@pytest.mark.parametrize(
    "given", ["0/minute", "1200", "1200/fortnight", "-1/minute", "1.5/hour", "12/minutes", "1/"]
)
def test_what_is_no_rate_is_refused(tmp_path, given):
    with pytest.raises(ImproperlyConfigured, match=r"RATE is .* as 1200/minute, or to none"):
        environment(tmp_path, RATE=given).rate("RATE", default="7/minute")
