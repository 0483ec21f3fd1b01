"""What others read: our values in the formats of the world, and back (pure)."""
