"""What invented claims are about: publishers, sources with paragraphs, topics, claimants."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from claims.loading.corpus.words import Vocabulary, vocabulary, zipf

LANGUAGES = ("en", "zh", "ru")
_KINDS = ("article", "article", "article", "report", "dataset", "paper", "speech", "post", "law")
PARAGRAPHS = 12
_POOL = 4_000
_BEGAN = datetime(2016, 1, 4, 6, 30, tzinfo=UTC)


class Shelf:
    """Everything that several claims share; the same for the same seed."""

    def __init__(self, rng: Random, sources: int) -> None:
        self.sources = sources
        self.vocabularies: dict[str, Vocabulary] = {
            language: vocabulary(language, rng) for language in LANGUAGES
        }
        self.texts = {
            language: [words.sentence(rng, 8 + at % 23) for at in range(_POOL)]
            for language, words in self.vocabularies.items()
        }
        self.publishers = [
            {"slug": f"corpus-press-{at}", "name": f"{_name(words, rng)} Press {at}"}
            for at in range(max(3, min(200, sources // 5)))
            for words in [self.vocabularies[LANGUAGES[at % 3]]]
        ]
        self.topics = [
            {"slug": f"corpus-topic-{at}", "label": f"{_name(self.vocabularies['en'], rng)} {at}"}
            for at in range(400)
        ]
        # The first topic is that of every fourth claim, the last of one in many thousands.
        self.topic_weights = zipf(len(self.topics), 1.6, 1.0)
        self.claimants = [
            {
                "slug": f"corpus-claimant-{at}",
                "type": "Person" if at % 3 else "Organization",
                "name": f"{_name(words, rng)} {_name(words, rng)} {at}",
                "url": f"https://corpus.example/people/{at}" if at % 4 == 0 else None,
            }
            for at in range(500)
            for words in [self.vocabularies[LANGUAGES[at % 3]]]
        ]
        self.claimant_weights = zipf(len(self.claimants))
        self._publisher_weights = zipf(len(self.publishers))
        self._drawn: Sequence[int] = rng.choices(
            range(len(self.publishers)), cum_weights=self._publisher_weights, k=1009
        )
        self.source = lru_cache(maxsize=20_000)(self._source)
        self.paragraph = lru_cache(maxsize=50_000)(self._paragraph)

    def language_of(self, source: int) -> str:
        """Half of the sources are in English, the others in Chinese and Russian."""
        return LANGUAGES[(0, 1, 0, 2, 0, 1)[source % 6]]

    def _source(self, at: int) -> dict[str, Any]:
        language = self.language_of(at)
        published = _BEGAN + timedelta(minutes=at * 37 % 4_900_000)
        return {
            "slug": f"corpus-{at}",
            "title": f"{self.texts[language][at * 31 % _POOL][:90].rstrip(' .。')} {at}",
            "kind": _KINDS[at % len(_KINDS)],
            "language": language,
            "publisher": self.publishers[self._drawn[at % 1009]],
            "url": None if at % 5 == 0 else f"https://corpus.example/{at}",
            "published_at": None if at % 11 == 0 else f"{published:%Y-%m-%dT%H:%M:%SZ}",
        }

    def _paragraph(self, source: int, number: int) -> tuple[str, str]:
        """The text of a paragraph, and its SHA-256."""
        pool = self.texts[self.language_of(source)]
        text = f"{pool[(source * 7 + number * 977) % _POOL]} {pool[source * number % _POOL]}"
        return text, hashlib.sha256(text.encode()).hexdigest()


def _name(words: Vocabulary, rng: Random) -> str:
    return rng.choice(words.words).capitalize()
