"""Webhooks: who is told of what readers see, how the telling is signed, sent and tried again."""
