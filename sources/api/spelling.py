"""Name the nearest known name to one that is not known."""

from collections.abc import Collection
from difflib import get_close_matches

# Comparing takes time in proportion to the product of the lengths.
_LONGEST = 100


def suggestion(name: str, known: Collection[str]) -> str:
    """What to write instead of `name`: a clause that ends a sentence."""
    if not known:
        return "there are none here."
    if near := get_close_matches(name[:_LONGEST], sorted(known), n=1, cutoff=0.5):
        return f'did you mean "{near[0]}"?'
    return f"known here: {', '.join(sorted(known))}."


def shortened(name: str) -> str:
    """`name`, short enough to be repeated in an answer."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
