"""The HTTP client of an org: `tui.client.org_client.OrgClient` implements the ports on a transport.

Everything that is only inferred about Salesforce stands in one small module each: `audit` (the words of an audit
row), `labels` (the words of Setup pages), `token_section` (the structure of the section), `other_pages` (what comes
instead of the page).
"""
