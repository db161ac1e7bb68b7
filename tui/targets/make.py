"""From a target's configuration to the target. Loads no HTTP library."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from tui.config.target_model import AnypointConfig, CommandConfig, TargetConfig, VaultConfig
from tui.domain.handover import TargetCard
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.ports import Clock, ConfiguredTarget
from tui.targets import anypoint, command, vault
from tui.targets.anypoint_session import Address, Credentials
from tui.targets.http import WAITS
from tui.targets.opening import resolved
from tui.targets.vault_secret import Place
from tui.transport import Transport


def make_target(config: TargetConfig, environ: Mapping[str, str], clock: Clock) -> ConfiguredTarget:
    """The target that the configuration describes; connects to nothing and reads no secret.

    Args:
        config: one of `Config.targets`.
        environ: the console's environment: where secrets and proxies are looked up.
        clock: time, and waiting between reads.
    """
    match config.settings:
        case AnypointConfig() as settings:
            return _anypoint(config, settings, environ, clock)
        case VaultConfig() as settings:
            return _vault(config, settings, environ, clock)
        case CommandConfig() as settings:
            return _command(config, settings, environ)


def _anypoint(
    config: TargetConfig, settings: AnypointConfig, environ: Mapping[str, str], clock: Clock
) -> ConfiguredTarget:
    async def credentials() -> Credentials:
        sources = settings.client_id_from, settings.client_secret_from
        return Credentials(*await resolved(environ, *sources))

    where = f"{_host(settings.url)}: client provider {printable(settings.provider)}"
    return anypoint.AnypointTarget(
        _card(config, where, anypoint.CANNOT_CHECK),
        Address(_path(settings.url), settings.organization, lambda _: settings.provider),
        credentials=credentials,
        connect=_connect(settings.url, settings.ca_file, environ),
        clock=clock,
    )


def _vault(
    config: TargetConfig, settings: VaultConfig, environ: Mapping[str, str], clock: Clock
) -> ConfiguredTarget:
    place = Place(
        _path(settings.url), settings.mount, settings.path, settings.key, settings.namespace
    )

    async def token() -> Secret:
        (found,) = await resolved(environ, settings.token_from)
        return found

    return vault.VaultTarget(
        _card(config, f"{_host(settings.url)}: {place.words}", vault.CANNOT_CHECK),
        place,
        token=token,
        connect=_connect(settings.url, settings.ca_file, environ),
        clock=clock,
    )


def _command(
    config: TargetConfig, settings: CommandConfig, environ: Mapping[str, str]
) -> ConfiguredTarget:
    program = printable(settings.command[0])
    programs = command.Programs(
        settings.command, settings.verify, settings.environment, float(settings.seconds)
    )
    return command.CommandTarget(
        _card(config, f"program {program}", command.cannot_check(programs)), programs, environ
    )


def _card(config: TargetConfig, where: str, cannot_check: tuple[str, ...]) -> TargetCard:
    return TargetCard(
        config.name, config.kind.value, where, config.form, config.binding, cannot_check
    )


def _connect(url: str, ca_file: Path | None, environ: Mapping[str, str]) -> Callable[[], Transport]:
    origin = url.removesuffix(_path(url))
    return lambda: Transport(origin, ca_file=ca_file, environ=environ, timeouts=WAITS)


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _path(url: str) -> str:
    return urlsplit(url).path
