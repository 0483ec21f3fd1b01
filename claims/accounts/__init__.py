"""Accounts: who works at the desk, in which role, and what they prove it with."""
