"""Split a text into paragraphs."""

import re
import unicodedata

_LINE_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028]")
_NUMBERS = (
    re.compile(r"[\[【［]([0-9]{1,5})[\]】］]\s*+(?=\S)"),
    re.compile(r"[(（]([0-9]{1,5})[)）]\s*+(?=\S)"),
    re.compile(r"([0-9]{1,5})[.)]\s++(?=\S)"),
    re.compile(r"([0-9]{1,5})[、．]\s*+(?=\S)"),
)


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, tidied, in order; none is empty."""
    # U+2029 is by name what a blank line is by custom.
    text = _LINE_BREAK.sub("\n", text.removeprefix("\ufeff")).replace("\u2029", "\n\n")
    blocks: list[list[str]] = [[]]
    for line in text.strip().split("\n"):
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    if len(blocks) == 1:
        blocks = [[line] for line in blocks[0]]
    paragraphs = [tidy(" ".join(block)) for block in blocks]
    return _without_numbers([paragraph for paragraph in paragraphs if paragraph])


def tidy(text: str) -> str:
    """`text` in one line with single spaces and composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_numbers(paragraphs: list[str]) -> list[str]:
    if len(paragraphs) < 2:
        return paragraphs
    for pattern in _NUMBERS:
        matches = [pattern.match(paragraph) for paragraph in paragraphs]
        if all(match and int(match[1]) == place for place, match in enumerate(matches, start=1)):
            return [
                paragraph[match.end() :]
                for paragraph, match in zip(paragraphs, matches, strict=True)
                if match
            ]
    return paragraphs
