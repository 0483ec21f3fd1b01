"""What an English change is measured against: the year, month, quarter or week before.

yoy = "year on year" | "from a year earlier" | "than last year" …      mom, qoq, wow likewise
"""

from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens


def basis_of(tokens: Tokens, draft: Draft) -> str:
    """What a change is measured against, told in the words after it."""
    near = [tokens.low(at) for at in range(draft.last, draft.last + 14)]
    for stop, low in enumerate(near):
        if low in (";", "but", "while"):
            near = near[:stop]
            break
    words = " ".join(near)
    for unit, code in (("year", "yoy"), ("month", "mom"), ("quarter", "qoq"), ("week", "wow")):
        phrases = (
            f"{unit} on {unit}", f"{unit} - on - {unit}", f"{unit} over {unit}",
            f"{unit} - over - {unit}",
            f"a {unit} earlier", f"a {unit} ago", f"a {unit} before", f"the previous {unit}",
            f"last {unit}", f"the same period last {unit}", f"the prior {unit}",
        )  # fmt: skip
        if any(phrase in words for phrase in phrases[:4]):
            return code
        compared = any(word in near for word in ("from", "than", "on", "with", "to", "over"))
        if compared and any(phrase in words for phrase in phrases[4:]):
            return code
    return "yoy" if "yoy" in near or "y - o - y" in words else ""
