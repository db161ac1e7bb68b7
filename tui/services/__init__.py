"""The acts of the console. No Textual, no HTTP, no files: what they need from outside comes through `tui.ports`."""
