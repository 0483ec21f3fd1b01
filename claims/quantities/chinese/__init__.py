"""Chinese: the rules that read a segment of Han characters (see the modules)."""

from claims.quantities.chinese.reading import periods, read

__all__ = ["periods", "read"]
