"""Figures in text, pure: units, dimensions and periods; comparing, checking and showing figures."""
