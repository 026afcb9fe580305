"""Pages of curation: entering an issue, from text to release."""
