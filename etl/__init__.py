"""From hand-curated YAML to published tables. Knows nothing of any screen."""
