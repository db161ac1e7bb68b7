"""Faults between the real client and the real practice org, one request at a time."""
