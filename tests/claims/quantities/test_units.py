"""Unit codes, their kinds and their names."""

import pytest

from claims.quantities.unit_names import names
from claims.quantities.units import UnknownUnit, kind_of


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("%", "share"), ("pp", "point"), ("bp", "point"), ("RUB", "money"), ("FIM", "money"),
        ("BTC", "money"), ("t", "measure"), ("x:mu", "measure"), ("km/h", "measure"),
        ("Cel", "temperature"), ("1", "count"), ("a", "duration"), ("x", "multiple"),
        ("rank", "rank"), ("USD/[bbl_us]", "money"), ("[bbl_us]/d", "measure"), ("1/d", "measure"),
        ("{magnitude}", "measure"), ("{point}", "point"), ("[cft_i]/s", "measure"),
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


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_every_name_stands_for_a_code_that_has_a_kind(language: str) -> None:
    listed = names(language)

    for name, unit in {**listed.words, **listed.signs, **listed.before}.items():
        assert kind_of(unit.code), name
        assert unit.factor > 0
        assert len(unit.code) <= 40


@pytest.mark.parametrize(
    ("language", "name", "code"),
    [
        ("en", "percent", "%"), ("zh", "个百分点", "pp"), ("ru", "рублей", "RUB"),
        ("en", "tonnes", "t"), ("zh", "吨", "t"), ("ru", "тонн", "t"),
        ("en", "feet", "[ft_i]"), ("zh", "亩", "x:mu"), ("ru", "процентных пункта", "pp"),
    ],
)  # fmt: skip
def test_one_table_names_a_unit_in_each_language(language: str, name: str, code: str) -> None:
    assert names(language).words[name].code == code


def test_a_dollar_is_taken_for_a_us_dollar_and_says_so() -> None:
    assert names("en").words["dollars"].inferred
    assert not names("en").words["us dollars"].inferred
