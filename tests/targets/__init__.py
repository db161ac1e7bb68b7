"""Hand-over targets."""
