"""Everything the agent keeps, made from its settings."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from stratiform.agent.appconfig.backups import Backups
from stratiform.agent.appconfig.directory import Files
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.session import Session
from stratiform.agent.appconfig.store import Configurations, Source
from stratiform.agent.appconfig.version import Version
from stratiform.agent.aws import Aws
from stratiform.agent.files import write
from stratiform.agent.metrics import Metrics
from stratiform.agent.parameters.store import Parameters
from stratiform.agent.parameters.store import Policy as ParameterPolicy
from stratiform.agent.roles import Roles, with_role
from stratiform.agent.secrets.store import Policy, Secrets
from stratiform.agent.settings import ConfigurationSettings, Settings

_SESSION = "StratiformAgent"
_log = logging.getLogger(__name__)


@dataclass
class Stores:
    """Secrets, parameters and configurations; ``tell`` names who hears of each change."""

    secrets: Secrets
    parameters: Parameters
    configurations: Configurations
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def tell(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after each change of a secret or a configuration."""
        self.listeners.append(listener)


def stores(settings: Settings, aws: Aws, metrics: Metrics) -> Stores:
    """Empty stores."""
    listeners: list[Callable[[], None]] = []
    own, configured = settings.secrets, settings.configurations

    def changed(*_: object) -> None:
        for listener in listeners:
            listener()

    def deployed(profile: Profile, version: Version) -> None:
        _write(configured, profile, version)
        changed()

    secrets = Secrets(
        Roles(aws, own.roles, _SESSION),
        size=own.size,
        policy=Policy(own.ttl, own.longest, own.serves_stale),
        metrics=metrics,
        on_change=changed,
    )
    configurations = Configurations(
        lambda profile: _source(configured, aws, profile, events=bool(settings.queue or settings.topic)),
        interval=configured.interval,
        backups=Backups(configured.backups) if configured.backups else None,
        preload=configured.preload,
        metrics=metrics,
        on_change=deployed,
    )
    parameters = Parameters(aws, ParameterPolicy(own.parameter_ttl, own.size, own.serves_stale))
    return Stores(secrets, parameters, configurations, listeners)


def _source(settings: ConfigurationSettings, aws: Aws, profile: Profile, *, events: bool) -> Source:
    """Where a profile comes from: files while developing, else AppConfig, as the role the manifest names."""
    if settings.development is not None:
        return Files(settings.development, profile)
    wish = settings.manifest.get(profile)
    role = (wish.role if wish else None) or settings.role
    # With events a session may be asked soon after the last time; without, the poll is all there is.
    minimum = 15.0 if events else max(15.0, settings.interval)
    return Session(with_role(aws, role) if role else aws, profile, minimum)


def _write(settings: ConfigurationSettings, profile: Profile, version: Version) -> None:
    wish = settings.manifest.get(profile)
    if wish is None or wish.file is None:
        return
    try:
        write(wish.file, version.content, 0o644)
        _log.info("wrote configuration '%s' to %s", profile, wish.file)
    except OSError as error:
        _log.warning("configuration %s was not written to %s: %s", profile, wish.file, error.strerror)
