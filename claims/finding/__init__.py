"""What readers find: the claims that a question asks for, as pages, counts, facets and streams.

Written as SQL, because every page is to be one range of one index (PostgreSQL's planner decides
which), and because a queryset costs more to build than its page takes to read.
"""

from claims.finding.counts import Counted, count
from claims.finding.one import find_one
from claims.finding.pages import Page, Stand, find
from claims.finding.position import head
from claims.finding.questions import Question

__all__ = ["Counted", "Page", "Question", "Stand", "count", "find", "find_one", "head"]
