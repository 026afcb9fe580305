"""What pages say in words: news, profiles, briefs, examples."""
