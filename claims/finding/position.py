"""The position of the log: what is found depends on the editions up to there, and on no more."""

from claims.finding.statements import read

HEAD = "(select sequence from claims_edition order by sequence desc limit 1)"


def head() -> int:
    """The sequence of the newest edition; 0 before the first."""
    rows = read(f"select {HEAD}", {}, prepare=True)
    return rows[0][0] or 0
