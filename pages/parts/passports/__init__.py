"""One figure with all that is known of it, and what became of it."""
