"""Files to take away, in every format."""
