"""An issue on its way in: what is proposed, what was decided, and what a second reader says."""
