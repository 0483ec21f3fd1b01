"""The editors' desk in the browser: its pages call the functions that the API calls."""

from claims.admin import accounts, claims, records, sources, subjects, tokens, webhooks

__all__ = ["accounts", "claims", "records", "sources", "subjects", "tokens", "webhooks"]
