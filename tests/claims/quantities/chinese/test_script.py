"""One way of writing, and the places that lead back."""

from claims.quantities import propose
from claims.quantities.chinese.script import written
from claims.quantities.segments import fold


def test_spaces_beside_han_are_left_out_and_the_places_kept():
    text = "約 8 萬 輛, iPhone 9"

    script = written(text, fold(text))

    assert script.folded == "约8万辆, iphone 9"
    assert script.place(1) == 2
    assert text[script.place(1) : script.end(3)] == "8 萬"


def test_a_figure_stands_where_it_was_written():
    text = "漲幅約 百 分 之 八。"

    (found,) = propose(text, "zh")

    assert (found.text, str(found.value), found.direction) == ("百 分 之 八", "8", "up")


def test_endless_digits_are_no_number():
    assert propose("共" + "7" * 5000 + "万", "zh") == []


def test_a_latin_name_beside_a_few_characters_is_the_insertion():
    (found,) = propose("占GDP的5%", "zh")

    assert (found.text, found.rule) == ("5%", "zh.amount")


def test_an_exponent_is_no_letter_of_a_language():
    (found,) = propose("6e3", "zh")

    assert found.value == 6000
