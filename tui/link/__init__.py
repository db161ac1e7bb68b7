"""The way from the app to the terminal: what stands on the terminal already is not sent to it again."""
