"""English: the rules that read a segment of Latin letters (see the modules)."""

from claims.quantities.english.reading import periods, read

__all__ = ["periods", "read"]
