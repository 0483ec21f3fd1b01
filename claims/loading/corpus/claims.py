"""One invented claim: its text with figures in place, its citations and its rating."""

from random import Random
from typing import Any

from claims.loading.corpus.quantities import figure
from claims.loading.corpus.shelf import PARAGRAPHS, Shelf

_STANCES = ("supports", "supports", "supports", "supports", "refutes", "context")
_RATIONALES = ("The paragraphs say so.", "Half of it is borne out.", "Nothing bears it out.")
# Of a hundred claims: how many have one, two, three and four citations; no figure, one and so on.
_CITED = (1,) * 50 + (2,) * 30 + (3,) * 15 + (4,) * 5
_FIGURES = (0,) * 45 + (1,) * 30 + (2,) * 15 + (3,) * 7 + (4,) * 3
SECTIONS = ("Core Viewpoint", "Group 1: Causes", "Group 2: Effects")


class Claims:
    """The claims of a corpus, one after the other."""

    def __init__(self, rng: Random, shelf: Shelf, ratings: list[dict[str, Any]]) -> None:
        self._rng, self._shelf, self._ratings = rng, shelf, ratings
        # From common to rare, as a desk gives them.
        self._rating_weights = [30.0, 50, 65, 75, 90, 93, 96, 100][: len(ratings)]

    def content(self, at: int, source: int) -> dict[str, Any]:
        """What an edition of the claim says, but its number, time and place in the log."""
        rng, shelf = self._rng, self._shelf
        language = shelf.language_of(source)
        text, figures = self.text(language)
        described = shelf.source(source)
        citations, others, written = self._citations(source, at)
        section = at % 4
        chance = rng.random()
        return {
            "schema": 1,
            "id": _uuid(rng),
            "text": text,
            "text_with_references": f"{text} {written}",
            "language": language,
            "section": None if section == 3 else {"title": SECTIONS[section], "position": section},
            "position": at // 4 if section < 3 else 0,
            "claimant": None
            if chance < 0.2
            else rng.choices(shelf.claimants, cum_weights=shelf.claimant_weights)[0],
            "claimed_on": None
            if chance > 0.85
            else f"20{16 + int(rng.random() * 10)}-{1 + at % 12:02}-{1 + at % 28:02}",
            "source": described,
            "topics": self._topics(),
            "citations": citations,
            "cited_sources": others,
            "figures": figures,
            "rating": None if chance < 0.02 else self._rating(),
            "reviewed_by": "Corpus Reviewer",
        }

    def text(self, language: str) -> tuple[str, list[dict[str, Any]]]:
        """A sentence, and the figures that stand in it."""
        rng = self._rng
        words = self._shelf.vocabularies[language]
        number = _FIGURES[int(rng.random() * 100)]
        parts = words.some(rng, 7 + int(rng.random() * 6) + number * 2)
        parts[0] = parts[0].capitalize()
        space = words.space or "，"
        text, figures = "", []
        for turn in range(number):
            made = figure(rng, language, parts[1])
            text += words.space.join(parts[turn * 3 : turn * 3 + 3]) + space
            made["start"] = len(text)
            text += made["text"]
            made["end"] = len(text)
            text += space
            figures.append(made)
        return f"{text}{words.space.join(parts[number * 3 :])}", figures

    def _citations(self, source: int, at: int) -> tuple[list[Any], list[Any], str]:
        rng, shelf = self._rng, self._shelf
        citations, others, written = [], [], ""
        first = 1 + int(rng.random() * PARAGRAPHS)
        for turn in range(_CITED[int(rng.random() * 100)]):
            # Every eighth claim rests on another source, too.
            other = turn == 1 and at % 8 == 0 and shelf.sources > 1
            cited = (source + 1 + at % 13) % shelf.sources if other else source
            other = cited != source
            described = shelf.source(cited)
            number = (first + turn * 3) % PARAGRAPHS + 1
            text, sha256 = shelf.paragraph(cited, number)
            marker = f"[{described['slug']}:{number}]" if other else f"[{number}]"
            if other:
                others.append(described)
            citations.append(
                {
                    "reference": number,
                    "marker": marker,
                    "source": described["slug"],
                    "paragraph": number,
                    "text": text,
                    "quote": text[:40].strip() if (at + turn) % 3 == 0 else "",
                    "stance": _STANCES[int(rng.random() * 6)],
                    "text_sha256": sha256,
                }
            )
            written += marker
        return citations, others, written

    def _topics(self) -> list[dict[str, str]]:
        rng, shelf = self._rng, self._shelf
        number = int(rng.random() * 4)
        drawn = rng.choices(shelf.topics, cum_weights=shelf.topic_weights, k=number)
        return list({topic["slug"]: topic for topic in drawn}.values())

    def _rating(self) -> dict[str, Any]:
        rng = self._rng
        drawn = rng.choices(self._ratings, cum_weights=self._rating_weights)[0]
        return {**drawn, "rationale": _RATIONALES[int(rng.random() * 3)]}


def _uuid(rng: Random) -> str:
    """A UUID of version 4: ids are in no order."""
    drawn = f"{rng.getrandbits(128):032x}"
    return f"{drawn[:8]}-{drawn[8:12]}-4{drawn[13:16]}-a{drawn[17:20]}-{drawn[20:]}"
