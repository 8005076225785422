"""One deployable environment: a CDK stage that knows its account, region, zones, tier, tags and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import aws_cdk as cdk

from constructs import Construct, IConstruct
from stratiform.errors import NoEnvironment, SettingsError, WrongUse
from stratiform.settings import Settings, load
from stratiform.settings.names import Names, kebab, placeholders
from stratiform.tiers import Tier

CONTEXT = "stratiform:environment"
SUFFIX_CONTEXT = "environmentSuffix"
_PLACE = "_stratiform_place"


class Environment(cdk.Stage):
    """The environment that the context key ``stratiform:environment`` names, ``local`` without one.

    Everything comes from stratiform.toml of the working folder; the arguments override it, for tests.
    The suffix tells copies of one environment apart: the context key ``environmentSuffix``, else the
    one in the settings. Raises SettingsError and UnknownEnvironment.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        name: str | None = None,
        settings: Settings | None = None,
        tier: Tier | None = None,
        suffix: str | None = None,
    ) -> None:
        settings = settings or load(Path.cwd())
        here = settings.environment(name or scope.node.try_get_context(CONTEXT) or "local")
        suffix = suffix or scope.node.try_get_context(SUFFIX_CONTEXT) or here.suffix
        self.tier = tier or here.tier
        self.zones = here.zones
        self.project = settings.project
        self.named: dict[tuple[str, str], str] = {}
        self.published: dict[tuple[str, str], cdk.Stack] = {}
        self.names = Names(
            pattern=settings.names,
            prefix=settings.prefix or settings.project,
            project=settings.project,
            environment=here.name,
            suffix=_checked(suffix, settings) if suffix != here.name else None,
            region=here.region,
            account=here.account,
        )
        super().__init__(
            scope,
            here.name,
            env=cdk.Environment(account=here.account, region=here.region),
            stage_name=f"{settings.project}-{self.names.copy}",
        )
        # Where the CDK looks before it would ask AWS: also a plain ec2.Vpc needs no lookup.
        self.node.set_context(
            f"availability-zones:account={here.account}:region={here.region}", list(here.zones)
        )
        tags = {
            "Project": settings.project,
            "Environment": here.name,
            "stratiform:tier": self.tier.name,
            "Owner": settings.owner,
            "CostCenter": settings.cost_center,
            **settings.tags,
        }
        for key, value in tags.items():
            if value is not None:
                cdk.Tags.of(self).add(key, value)

    def name_of(self, component: str, type: str = "", *, limit: int = 64) -> str:
        """The name of a component after the project's pattern, cut to ``limit`` characters with a hash."""
        return self.names.of(component, type, limit=limit)


def environment_of(scope: IConstruct) -> Environment:
    """The nearest Environment above ``scope``. Raises NoEnvironment."""
    scopes, path = _place(scope)
    for ancestor in reversed(scopes):
        if isinstance(ancestor, Environment):
            return ancestor
    raise NoEnvironment(
        f"{path} is not inside an Environment, so it has no tier and no name.",
        where=path,
        fix="Create its stack below one: Stack(Environment(app), ...).",
    )


def tier_of(scope: IConstruct) -> Tier:
    """The tier of the nearest Environment above ``scope``. Raises NoEnvironment."""
    return environment_of(scope).tier


def component_of(construct: IConstruct) -> str:
    """The component a construct stands for: its ids from the stack down, ``api-handler``.

    The stack is left out where it is called like the project, and a repeated word is said once, so
    ``ItemsApi/Handler`` of the project ``items-api`` is ``handler``. Adding a construct renames no other.
    """
    scopes, path = _place(construct)
    stack = next(at for at, scope in enumerate(scopes) if isinstance(scope, cdk.Stack))
    words = [kebab(id_) for id_ in path.split("/")[stack - len(scopes) :]]
    if words[0] == kebab(environment_of(construct).project) and len(words) > 1:
        words = words[1:]
    return "-".join(word for at, word in enumerate(words) if at == 0 or words[at - 1] != word)


def name_of(construct: IConstruct, type: str, *, limit: int = 64) -> str:
    """The name of the thing that ``construct`` stands for, of the kind ``type`` (``function``, ``api``).

    Raises WrongUse where another construct of that kind has the name already.
    """
    environment = environment_of(construct)
    name = environment.name_of(component_of(construct), type, limit=limit)
    _, path = _place(construct)
    first = environment.named.setdefault((type, name), path)
    if first != path:
        raise WrongUse(
            f"The {type}s {first} and {path} would both be called {name}.",
            where=path,
            fix="Give one of them another id.",
        )
    return name


def _place(construct: IConstruct) -> tuple[Sequence[IConstruct], str]:
    """The construct with all above it, outermost first, and its path. Asked of Node once: none ever moves."""
    found: tuple[Sequence[IConstruct], str] | None = getattr(construct, _PLACE, None)
    if found is None:
        node = construct.node
        found = node.scopes, node.path
        setattr(construct, _PLACE, found)
    return found


def _checked(suffix: str | None, settings: Settings) -> str | None:
    if suffix is None:
        return None
    where = f"the suffix, from the context key {SUFFIX_CONTEXT} or the settings"
    if not re.fullmatch(r"[A-Za-z0-9-]+", suffix):
        raise SettingsError(
            f"The suffix {suffix!r} has other signs than letters, digits and dashes.",
            where=where,
            fix="Take a short word, like pr12.",
        )
    if not {"suffix", "environment"} & placeholders(settings.names):
        raise SettingsError(
            f"The names {settings.names!r} say neither {{suffix}} nor {{environment}}: "
            f"with the suffix {suffix} everything would have the same names as without.",
            where=str(settings.file) if settings.file else where,
            fix="Put {suffix} into names.",
        )
    return suffix
