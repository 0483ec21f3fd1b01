"""Russian numerals: digits and words in every case."""

from decimal import Decimal

import pytest

from claims.quantities.russian.numerals import read_numeral
from claims.quantities.russian.words import plain
from claims.quantities.segments import fold
from claims.quantities.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("пять", "5"), ("пяти", "5"), ("пятью", "5"), ("двумя", "2"), ("сорока", "40"),
        ("девяноста", "90"), ("двадцать семь", "27"), ("двадцатью семью", "27"),
        ("тысяча двести", "1200"), ("две тысячи пятьсот сорок один", "2541"),
        ("три миллиона двести тысяч", "3200000"), ("полтора", "1.5"), ("полутора миллионов", "1500000"),
        ("полмиллиона", "500000"), ("полутысячи", "500"), ("два с половиной", "2.5"),
        ("шести с половиной миллиардов", "6500000000"), ("два десятка", "20"), ("три сотни", "300"),
        ("четырёхсот", "400"), ("пятьюстами", "500"), ("трое", "3"), ("1,5 млн", "1500000"),
        ("12 тыс.", "12000"), ("3 трлн", "3000000000000"), ("2 млрд 300 млн", "2300000000"),
        ("1 234 567", "1234567"), ("1.234.567,8", "1234567.8"), ("сто миллионов", "100000000"),
        ("5 тысяч миллиардов", "5000000000000"), ("полтора десятка", "15"),
        ("1,5-миллионное", "1500000"),
    ],
)  # fmt: skip
def test_a_numeral_is_read(text, value):
    tokens = Tokens(text, plain(fold(text)))

    found = read_numeral(tokens, 0)

    assert found is not None
    assert found.value == Decimal(value)
    assert found.last == len(tokens)


@pytest.mark.parametrize("text", ["стол", "пятый", "тысячи", "сотня", "3.11.2", "миллионы"])
def test_what_is_no_numeral_is_not_read(text):
    assert read_numeral(Tokens(text, plain(fold(text))), 0) is None
