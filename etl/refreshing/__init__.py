"""A draft put in force, or taken back, with its YAML."""
