"""Invented words and figures: as many as asked for, as uneven as words are."""

from collections import Counter
from random import Random

import pytest

from claims.loading.corpus.quantities import figure
from claims.loading.corpus.shelf import LANGUAGES
from claims.loading.corpus.words import WORDS, vocabulary, zipf
from claims.quantities.dimensions import bounds_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_common_words_are_common_and_rare_ones_rare(language: str) -> None:
    rng = Random(1)
    words = vocabulary(language, rng)

    drawn = Counter(words.some(rng, 20_000))

    assert len(set(words.words)) == WORDS
    assert drawn[words.words[0]] > 20 * drawn[words.words[100]] > 0


def test_weights_are_added_up() -> None:
    assert zipf(3, shift=1.0) == [1.0, 1.5, pytest.approx(1.8333, abs=1e-4)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_a_unit_that_is_known(language: str) -> None:
    rng = Random(2)

    for _ in range(300):
        made = figure(rng, language, "word")
        assert made["text"]
        assert bounds_of(made).dimension
