"""Which addresses are for readers: open to everybody, and alike for whoever asks."""

import re

# Every version of the API but its desk; the schema; the API that is compatible with Google's.
_FOR_READERS = re.compile(r"/(?:api/v\d+(?!/desk(?:/|$))|api/schema|v\d+alpha\d+)/")


def is_for_readers(path: str) -> bool:
    """Whether what stands here is public: nobody signs in, and other sites may show it."""
    return _FOR_READERS.match(path) is not None
