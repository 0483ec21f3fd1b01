"""Remarks: leave, edit and delete them, resolve and reopen their threads, show them to readers."""

from claims.annotating.remarks import annotate, delete_annotation, edit_annotation
from claims.annotating.showing import show, show_remarks_on
from claims.annotating.threads import reopen_annotation, resolve_annotation

__all__ = [
    "annotate",
    "delete_annotation",
    "edit_annotation",
    "reopen_annotation",
    "resolve_annotation",
    "show",
    "show_remarks_on",
]
