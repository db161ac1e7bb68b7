"""What the console knows and the rules it follows, as frozen values. Standard library only."""
