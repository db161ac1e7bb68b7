"""A login to an org that the Salesforce CLI keeps on this machine, as it lists them; no secret of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Login:
    """One login. Every text is printable; an empty one was not told."""

    username: str
    alias: str = ""
    org_id: str = ""
    instance_url: str = ""
    """As the CLI says it, not yet judged."""
    is_sandbox: bool = False
    is_scratch: bool = False
    is_dev_hub: bool = False

    @property
    def name(self) -> str:
        """What a person calls it: the alias, else the username."""
        return self.alias or self.username
