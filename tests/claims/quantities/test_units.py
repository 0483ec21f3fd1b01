"""Unit codes and their kinds."""

import pytest

from claims.quantities.units import UnknownUnit, kind_of


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("%", "share"), ("pp", "point"), ("bp", "point"), ("RUB", "money"), ("FIM", "money"),
        ("BTC", "money"), ("t", "measure"), ("x:mu", "measure"), ("km/h", "measure"),
        ("Cel", "temperature"), ("1", "count"), ("a", "duration"), ("x", "multiple"),
        ("rank", "rank"), ("USD/[bbl_us]", "money"), ("[bbl_us]/d", "measure"), ("1/d", "measure"),
    ],
)  # fmt: skip
def test_a_code_has_a_kind(code: str, kind: str) -> None:
    assert kind_of(code) == kind


@pytest.mark.parametrize(
    "code", ["", "dollar", "peso", "rub", "t/", "/t", "t/x/y/z!", "XXXX", "%%"]
)
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownUnit):
        kind_of(code)
