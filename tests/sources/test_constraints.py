"""The shared rules, as the models that use them tell them."""

import pytest
from django.core.exceptions import ValidationError

from sources.models import Publisher


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"name": "two\nlines"}, "name_no_line", "one line"),
        ({"name": "x" * 201}, "name_too_long", "more than 200 characters"),
        ({"url": "javascript:alert(1)"}, "url_no_web_address", "http"),
        ({"country": "cn"}, "unknown_country", "two capitals"),
    ],
)
@pytest.mark.django_db
def test_a_rule_has_a_code_for_programs_and_a_sentence_for_people(
    given: dict[str, str], code: str, words: str
) -> None:
    publisher = Publisher(**{"slug": "gazette", "name": "Gazette"} | given)

    with pytest.raises(ValidationError) as refused:
        publisher.full_clean()

    [error] = [e for errors in refused.value.error_dict.values() for e in errors]
    assert error.code == code
    assert words in str(error.message)
