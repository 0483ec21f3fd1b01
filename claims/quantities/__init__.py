"""Figures in text, pure: find them, normalise, compare, check and show them."""

from claims.quantities.proposing import ENGINE, find_periods, propose
from claims.quantities.quantity import Quantity

__all__ = ["ENGINE", "Quantity", "find_periods", "propose"]
