"""Claims of our own invention in the public shape: the same ones for the same seed, pure."""

from claims.loading.corpus.editions import Corpus, write_corpus

__all__ = ["Corpus", "write_corpus"]
