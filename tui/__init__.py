"""Connected Apps Console: the initial access tokens of Salesforce connected apps, from a terminal."""

__version__ = "0.1.0"
