"""Figures in text, pure: units and periods (see the modules)."""
