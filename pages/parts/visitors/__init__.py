"""Who is at the other end, and whether they may."""
