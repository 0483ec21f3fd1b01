"""JSON Merge Patch (RFC 7396): a PATCH names what changes, null takes away, objects merge."""

from collections.abc import Mapping
from typing import Any

from sources.api.parsing import StrictJSONParser

MERGE_PATCH = "application/merge-patch+json"
ACCEPTED = f"{MERGE_PATCH}, application/json"


class MergePatchParser(StrictJSONParser):
    """The same as JSON: what a PATCH means does not hang on which of the two it is called."""

    media_type = MERGE_PATCH


def merge(target: Any, patch: Any) -> Any:
    """`target` as `patch` changes it (RFC 7396 §2); both stay as they are."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge(merged.get(name), value)
    return merged
