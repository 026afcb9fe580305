"""YAML as text with places, and the same text with other data."""
