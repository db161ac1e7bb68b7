"""What an admin sees and presses: layout, keys, workers. No HTTP, no files."""
