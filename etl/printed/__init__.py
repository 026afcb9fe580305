"""Reading print: what a printed quantity or period says."""
