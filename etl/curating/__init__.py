"""The data folder: its shape, its rules, and who read it again."""
