"""The settings of one project, and where they are found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stratiform.errors import SettingsError, UnknownEnvironment
from stratiform.settings.environment import EnvironmentSettings, WrongDecision, override
from stratiform.settings.file import File, Local, Section, read
from stratiform.settings.lines import Key, line_of
from stratiform.settings.names import PATTERN, kebab
from stratiform.suggest import suggest
from stratiform.tiers import DEV, TIERS, Tier

FILE = "stratiform.toml"
LOCAL = "local"
LOCAL_ACCOUNT = "000000000000"
LOCAL_REGION = "us-east-1"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one project. ``file`` is None where there is no stratiform.toml."""

    project: str
    folder: Path
    file: Path | None = None
    owner: str | None = None
    cost_center: str | None = None
    prefix: str | None = None
    names: str = PATTERN
    tags: Mapping[str, str] = field(default_factory=dict)
    environments: Mapping[str, Section] = field(default_factory=dict)
    local: Local = field(default_factory=Local)
    lines: Mapping[Key, int] = field(default_factory=dict, repr=False)

    def environment(self, name: str) -> EnvironmentSettings:
        """The environment ``name``. Raises UnknownEnvironment, or SettingsError where a line is missing.

        Zones default to the region's first three. An account that has others (us-west-1 and
        ap-northeast-1 differ between accounts) says them.
        """
        section = self.environments.get(name)
        if section is None and name != LOCAL:
            raise UnknownEnvironment(
                f"There is no environment {name}.",
                where=str(self.file) if self.file else None,
                fix=f"{suggest(name, {*self.environments, LOCAL})} "
                f"A new one is a table [environments.{name}] in {FILE}.",
            )
        if name == LOCAL:
            section = section or Section()
            if section.account not in (None, LOCAL_ACCOUNT):
                raise self._wrong(
                    ("environments", LOCAL, "account"),
                    f"The environment {LOCAL} has the account {section.account}; it is this machine.",
                    fix="Remove the line, or give the environment another name.",
                )
            account, region = LOCAL_ACCOUNT, section.region or LOCAL_REGION
            letters = "ab"
        else:
            assert section is not None
            account = self._required(name, "account", section.account, '"<12 digits>"')
            region = self._required(name, "region", section.region, '"<like eu-west-1>"')
            self._required(name, "tier", section.tier, f'"<one of {", ".join(TIERS)}>"')
            letters = "abc"
        zones = section.zones or tuple(region + letter for letter in letters)
        if elsewhere := [zone for zone in zones if not zone.startswith(region)]:
            raise self._wrong(
                ("environments", name, "zones"),
                f"The zone {elsewhere[0]} is not in {region}, the region of {name}.",
                fix=f'Name zones of that region, like "{region}a".',
            )
        return EnvironmentSettings(
            name=name,
            account=account,
            region=region,
            zones=zones,
            tier=self._tier(name, section),
            suffix=section.suffix,
        )

    def _tier(self, name: str, section: Section) -> Tier:
        try:
            return override(TIERS[section.tier] if section.tier else DEV, section.overrides)
        except WrongDecision as error:
            raise self._wrong(
                ("environments", name, "overrides", *error.key),
                str(error),
                fix="The decisions and their values are in stratiform/tiers.py.",
            ) from None

    def _required(self, name: str, key: str, value: str | None, example: str) -> str:
        if value is None:
            raise self._wrong(
                ("environments", name),
                f"The environment {name} has no {key}; the credentials at hand never decide it.",
                fix=f"Add the line {key} = {example} below [environments.{name}].",
            )
        return value

    def _wrong(self, key: Key, what: str, *, fix: str) -> SettingsError:
        return SettingsError(what, where=f"{self.file}:{line_of(self.lines, key)}", fix=fix)


def load(folder: Path) -> Settings:
    """The settings of the app in ``folder``: its stratiform.toml, or one further up in its repository.

    Outside a repository only ``folder`` itself counts. Without a file the project is called like the
    folder and has the environment ``local`` alone. Raises SettingsError with file and line.
    """
    folder = folder.resolve()
    path = _find(folder)
    if path is None:
        return Settings(project=_called_like(folder), folder=folder)
    file, lines = read(path)
    values = {name: getattr(file, name) for name in File.model_fields if name != "project"}
    settings = Settings(
        project=file.project or _called_like(path.parent),
        folder=path.parent,
        file=path,
        lines=lines,
        **values,
    )
    for name, section in settings.environments.items():
        settings._tier(name, section)
    return settings


def _find(folder: Path) -> Path | None:
    above = (folder, *folder.parents)
    root = next((parent for parent in above if (parent / ".git").exists()), folder)
    for parent in above[: above.index(root) + 1]:
        if (parent / FILE).exists():
            return parent / FILE
    return None


def _called_like(folder: Path) -> str:
    return re.sub(r"^[^a-z]+", "", kebab(folder.name)) or "app"
