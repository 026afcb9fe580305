"""Files that somebody brings -> the text to archive."""
