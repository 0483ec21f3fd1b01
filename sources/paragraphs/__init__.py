"""Split a text into paragraphs, and compare what was captured with what is there now.

Paragraphs are parted by blank lines; a text without any has one in each line. The white space in
a paragraph is single spaces, its letters are composed (NFC). Where every paragraph, and there are
at least two, opens with its own number (`[1]`, `(1)`, `1.`, `1)`, `1、`), the numbers are taken
off; where one is out of order, or stands alone, all of them are text.

A comparison tells what became of each old paragraph, whose number is not its identity:

    unchanged  the same words under the same number
    moved      the same words under another number
    edited     similar words (0.6 of them in common, in order) between the same neighbours
    captured   the old paragraph had no text yet; its number has one
    gone       none of these; `nearest` is the number of the most similar paragraph, if above 0.4
    added      a paragraph that no old one became
"""

from sources.paragraphs.comparing import Change, Comparison, OldParagraph, compare_paragraphs
from sources.paragraphs.splitting import split_paragraphs
from sources.paragraphs.wording import word_diff

__all__ = [
    "Change",
    "Comparison",
    "OldParagraph",
    "compare_paragraphs",
    "split_paragraphs",
    "word_diff",
]
