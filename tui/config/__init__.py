"""The configuration: read from TOML, checked against one schema, given to the rest as frozen values.

`load` reads the file; `remembered` keeps what the console itself remembers. Knows neither Textual nor httpx nor an
event loop.
"""
