"""Pictures from DataFrames, in words too."""
