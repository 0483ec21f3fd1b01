"""What the script of a text says about its language, pure; used where nobody has named it."""

import unicodedata
from collections import Counter

# The script's usual language at this desk; only Han with kana or hangul is told apart for sure.
BY_SCRIPT = {
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CYRILLIC": "ru",
    "LATIN": "en",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "THAI": "th",
    "DEVANAGARI": "hi",
}
LONGEST = 10_000


def guess_language(text: str) -> str:
    """The BCP 47 tag that the letters of `text` suggest, "" when they suggest none.

    A guess, to be shown as one: Latin letters are taken for English, Cyrillic for Russian.
    """
    scripts = Counter(
        unicodedata.name(character, "").split(" ")[0]
        for character in text[:LONGEST]
        if character.isalpha()
    )
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts.total() / 20:
        return "ja"
    # A Han character says about as much as three letters of an alphabet.
    scripts["CJK"] *= 3
    known = [(count, script) for script, count in scripts.items() if script in BY_SCRIPT and count]
    return BY_SCRIPT[max(known)[1]] if known else ""
