"""The configuration: read from TOML, checked against one schema, given to the rest as frozen values.

`load` reads the file; `remembered` keeps what the console itself remembers. Knows neither Textual nor httpx nor an
event loop.
"""

from tui.config.load import load
from tui.config.model import ClipboardMode, Config, OrgConfig, OrgType, TokenAccess
from tui.config.secret_source import (
    CommandSource,
    EnvSource,
    FileSource,
    KeyringSource,
    SecretSource,
)
from tui.config.target_model import (
    AnypointConfig,
    CommandConfig,
    TargetConfig,
    TargetKind,
    VaultConfig,
)

__all__ = [
    "AnypointConfig",
    "ClipboardMode",
    "CommandConfig",
    "CommandSource",
    "Config",
    "EnvSource",
    "FileSource",
    "KeyringSource",
    "OrgConfig",
    "OrgType",
    "SecretSource",
    "TargetConfig",
    "TargetKind",
    "TokenAccess",
    "VaultConfig",
    "load",
]
