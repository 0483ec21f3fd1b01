"""What changed between two texts, word by word (pure).

A word is a run of letters, digits and marks; a Chinese or Japanese character is a word of its
own, because nothing parts it from the next; white space and every other character stand alone.
Joined, the texts of `equal` and `delete` are the old text, those of `equal` and `insert` the new
one, to the character. The comparison is difflib's (Ratcliff and Obershelp); texts that share
little beyond LARGEST words are not compared word by word but given as one replacement, since the
comparison takes time in proportion to the product of their lengths.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Operation = Literal["equal", "insert", "delete"]

LARGEST = 4_000
_HAN_AND_KANA = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORDS = re.compile(rf"[{_HAN_AND_KANA}]|[^\W{_HAN_AND_KANA}]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text that stayed (`equal`), came (`insert`) or went (`delete`)."""

    operation: Operation
    text: str


def differences(before: str, after: str) -> list[Difference]:
    """How `before` became `after`, in reading order; what went stands before what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    found = [
        Difference("equal", "".join(old[:start])),
        *_compared(old[start : len(old) - end], new[start : len(new) - end]),
        Difference("equal", "".join(old[len(old) - end :])),
    ]
    return [difference for difference in found if difference.text]


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words the two begin with alike."""
    pairs = zip(old, new, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _compared(old: list[str], new: list[str]) -> Iterator[Difference]:
    if len(old) + len(new) > LARGEST:
        yield Difference("delete", "".join(old))
        yield Difference("insert", "".join(new))
        return
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            yield Difference("equal", "".join(old[a:b]))
            continue
        if a < b:
            yield Difference("delete", "".join(old[a:b]))
        if c < d:
            yield Difference("insert", "".join(new[c:d]))
