"""Load claims by the thousand, and write claims of our own invention to measure by."""
