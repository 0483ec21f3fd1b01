"""Figures in text, pure: what they are, how they are written, and how to find them."""

from claims.quantities.proposing import ENGINE, find_periods, propose
from claims.quantities.quantity import Quantity

__all__ = ["ENGINE", "Quantity", "find_periods", "propose"]
