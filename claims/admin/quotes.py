"""Find the quoted words in a paragraph, as it was written, to mark them (pure).

The words are compared as `drafting` compares them: white space and Unicode forms aside.
"""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is the quoted one."""

    text: str
    quoted: bool = False


def pieces(text: str, quote: str) -> list[Piece]:
    """`text` in pieces, the first place of `quote` marked; one piece when it is not there."""
    found = find_quote(text, quote)
    if found is None:
        return [Piece(text)]
    start, end = found
    cut = [Piece(text[:start]), Piece(text[start:end], quoted=True), Piece(text[end:])]
    return [piece for piece in cut if piece.text]


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where `quote` stands in `text`, in code points of `text`; None when it does not."""
    words, _ = _folded(quote)
    folded, origins = _folded(text)
    at = folded.find(words) if words else -1
    if at < 0:
        return None
    return origins[at][0], origins[at + len(words) - 1][1]


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with single spaces and composed letters, and the span each character came from."""
    folded: list[str] = []
    origins: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        # A letter and the marks that stand on it are composed together.
        while end < len(text) and _joins(text[end]):
            end += 1
        for character in unicodedata.normalize("NFKC", text[start:end]):
            space = character.isspace()
            if space and (not folded or folded[-1] == " "):
                continue
            folded.append(" " if space else character)
            origins.append((start, end))
        start = end
    if folded and folded[-1] == " ":
        folded.pop()
        origins.pop()
    return "".join(folded), origins


def _joins(character: str) -> bool:
    """A combining mark; or a vowel or final of Hangul written in parts."""
    return unicodedata.combining(character) > 0 or "\u1160" <= character <= "\u11ff"
