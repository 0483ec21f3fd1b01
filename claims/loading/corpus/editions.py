"""A corpus as a log of editions: what is said, corrected and withdrawn, in the order of time."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import IO, Any

from claims.loading.corpus.claims import Claims
from claims.loading.corpus.shelf import Shelf
from claims.loading.quickly import seal_quickly

_BEGAN = datetime(2020, 1, 6, 8, 0, tzinfo=UTC)
# A claim in fifty is corrected, one in two hundred and fifty withdrawn, so many claims later.
_CORRECTED, _WITHDRAWN, _LATER = 50, 250, 400


@dataclass(frozen=True, slots=True)
class Corpus:
    """How many claims, from how many sources; the scale that they are rated on."""

    claims: int
    sources: int
    seed: int
    ratings: list[dict[str, Any]]


def write_corpus(corpus: Corpus, out: IO[bytes]) -> Iterator[int]:
    """Write the documents, a line each; yields how many claims there are, now and then."""
    previous = head = ""
    for sequence, content in enumerate(_contents(corpus), start=1):
        content["sequence"] = sequence
        sealed = seal_quickly(content, previous=previous, head=head)
        previous, head = sealed.sha256, sealed.log_sha256
        out.write(sealed.document)
        out.write(b"\n")
        if sequence % 1_000 == 0:
            yield sequence


def _contents(corpus: Corpus) -> Iterator[dict[str, Any]]:
    rng = Random(corpus.seed)  # noqa: S311  # not for secrets: the same ones for the same seed
    shelf = Shelf(rng, corpus.sources)
    claims = Claims(rng, shelf, corpus.ratings)
    waiting: deque[tuple[int, dict[str, Any]]] = deque()
    placed: dict[int, int] = {}
    at = -1
    for at in range(corpus.claims):
        # Most claims of a source come together, some long after.
        source = at * 7919 % corpus.sources if at % 10 == 0 else at // 25 % corpus.sources
        place = placed[source] = placed.get(source, -1) + 1
        content = claims.content(place, source)
        time = _time(at)
        content |= {
            "edition": 1,
            "status": "published",
            "correction": None,
            "withdrawal": None,
            "first_published_at": time,
            "published_at": time,
        }
        yield content
        if at % _CORRECTED == 7:
            waiting.append((at + _LATER, content))
        while waiting and waiting[0][0] <= at:
            yield _next(*waiting.popleft(), at=at, claims=claims)
    for due, content in waiting:
        yield _next(due, content, at=at + due, claims=claims)


def _next(due: int, content: dict[str, Any], *, at: int, claims: Claims) -> dict[str, Any]:
    """The second edition of a claim: corrected, or withdrawn."""
    own = {"edition": 2, "published_at": _time(at)}
    if due % _WITHDRAWN == (7 + _LATER) % _WITHDRAWN:
        status = {"status": "withdrawn", "withdrawal": "The report was taken back."}
        return {**content, **own, **status}
    text, figures = claims.text(content["language"])
    markers = content["text_with_references"][len(content["text"]) :]
    return {
        **content,
        **own,
        "text": text,
        "text_with_references": text + markers,
        "figures": figures,
        "correction": "A number was wrong.",
    }


def _time(at: int) -> str:
    """Three claims are published at a time, and hours without any follow."""
    moment = _BEGAN + timedelta(seconds=at // 3 * 20 + at // 3_000 * 3_600)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
