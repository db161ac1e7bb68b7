"""Nothing irreversible happens by accident, twice, or unrecorded, at the worst moments there are."""
