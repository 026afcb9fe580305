"""The commands of `python -m etl`, by theme; each adds itself to the tuple COMMANDS of its module."""
