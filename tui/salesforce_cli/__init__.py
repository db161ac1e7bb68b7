"""The Salesforce CLI (`sf`): which logins this machine has, where their orgs are, and a session of one.

Runs the command and reads its JSON. What `sf` prints can hold tokens and one-time URLs, so nothing of it but known
fields and known error names goes any further. Knows no HTTP and no configuration.
"""

from tui.salesforce_cli.command import SalesforceCli, Version
from tui.salesforce_cli.login_session import LoginSession

__all__ = ["LoginSession", "SalesforceCli", "Version"]
