"""The HTTP client of an org: `tui.client.org_client.OrgClient` implements the ports on a transport.

Everything that is only inferred about Salesforce stands in one small module each: `audit` (the words of an audit
row), `token_section` (the structure of the section), `form_post` (what a press sends), `other_pages` and `labels` (what
comes instead of the page), `app_names` (which metadata belongs to which app).
"""
