"""People named in a remark: `@username` (pure)."""

import re

MOST = 50
# Not after a word or a dot: an address such as ada@example.org names nobody.
_MENTION = re.compile(r"(?<![\w@.+-])@([\w.@+-]{1,150})")


def find_mentions(text: str) -> list[tuple[str, ...]]:
    """Who is named, at most 50: for each the names it may be, the likeliest first.

    Usernames may end in a dot or hyphen, and so may sentences: `@ada.` is "ada." or "ada".
    """
    found: dict[tuple[str, ...], None] = {}
    for match in _MENTION.finditer(text):
        name = match[1]
        bare = name.rstrip(".@+-")
        names = tuple(name[:end] for end in range(len(name), max(len(bare), len(name) - 5) - 1, -1))
        found.setdefault(tuple(dict.fromkeys((*names, bare))) if bare else names)
        if len(found) == MOST:
            break
    return list(found)
