"""Scenes of the console for pictures: what is played, on which stage, and what is taken out of a picture.

Knows the console as a person does, by its keys and its screens; nothing of the package `tui` knows of it.
"""
