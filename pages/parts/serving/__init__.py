"""What the server answers before the pages: limits, and addresses for machines."""
