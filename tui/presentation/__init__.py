"""Domain to words and cells: pure functions, no Textual, no waiting. What an admin reads is decided here."""
