"""Russian: the rules that read a segment of Cyrillic letters (see the modules)."""

from claims.quantities.russian.reading import periods, read

__all__ = ["periods", "read"]
