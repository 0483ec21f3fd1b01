"""Where the words of a figure stand in the text of its claim."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from claims.models import Figure

# A number or a Latin word goes on over the edge of the span; Chinese is written without spaces.
_LETTER = r"A-Za-z\u0400-\u04ff"
_GOES_ON_BEFORE = re.compile(rf"[0-9][.,]?[0-9]$|[0-9{_LETTER}][{_LETTER}]$")
_GOES_ON_AFTER = re.compile(rf"[0-9][.,]?[0-9]|[{_LETTER}][0-9{_LETTER}]")


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """The spans where `words` stand as a whole: "8%" does not stand in "18%", nor in "0.8%"."""
    return [
        (match.start(), match.end())
        for match in re.finditer(re.escape(words), text)
        if not _GOES_ON_BEFORE.search(text[max(0, match.start() - 2) : match.start()] + words[:1])
        and not _GOES_ON_AFTER.match(words[-1:] + text[match.end() : match.end() + 2])
    ]


def put(figure: Figure, text: str, given: Iterable[str]) -> None:
    """Make span and words agree: the span gives the words, or the words give the span.

    Of a span that is told by one end the words give the other.
    """
    if "start" not in given and "end" not in given:
        if figure.start is not None and text[figure.start : figure.end] == figure.text:
            return
        places = places_of(figure.text, text)
        if not figure.text or not places:
            raise ValidationError(
                {"text": ValidationError("The claim has no such words.", code="no_such_words")}
            )
        if len(places) > 1:
            detail = f"These words stand in the claim {len(places)} times: give start and end."
            raise ValidationError({"text": ValidationError(detail, code="ambiguous_words")})
        figure.start, figure.end = places[0]
        return
    start, end = figure.start, figure.end
    if "text" in given and figure.text:
        start = end - len(figure.text) if "start" not in given and end is not None else start
        end = start + len(figure.text) if "end" not in given and start is not None else end
    if start is None or end is None:
        missing = "start" if start is None else "end"
        detail = f"Give {missing} too, or the words of the figure."
        raise ValidationError({missing: ValidationError(detail, code="required")})
    if not 0 <= start < end <= len(text):
        detail = f"start and end lie between 0 and {len(text)}, start before end."
        raise ValidationError({"start": ValidationError(detail, code="span_outside_text")})
    words = text[start:end]
    if "text" in given and figure.text != words:
        detail = f"The claim has {words!r} there."
        raise ValidationError({"text": ValidationError(detail, code="no_such_words")})
    figure.text, figure.start, figure.end = words, start, end
