"""What is deployed, kept in the state so that reading commands need neither boto3 nor a synthesis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from stratiform.errors import NotRunning
from stratiform.local.state import State
from stratiform.local.target import Target

FILE = "deployment.json"


@dataclass(frozen=True)
class Placed:
    """One resource as it is in the local cloud. ``stack`` is the name of its root stack."""

    stack: str
    logical_id: str
    path: str
    type: str
    physical_id: str
    target: Target


@dataclass(frozen=True)
class DeployedStack:
    """One stack that `strat up` made, and the environment it was made for."""

    name: str
    environment: str
    target: Target
    outputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Deployment:
    """The result of the last `strat up`. ``urls`` is name -> URL that answers on this machine."""

    endpoint: str
    target: Target
    stacks: tuple[DeployedStack, ...] = ()
    resources: tuple[Placed, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    inert: Mapping[str, str] = field(default_factory=dict)

    def of_type(self, *types: str) -> Iterator[Placed]:
        """Every resource of one of ``types``."""
        return (resource for resource in self.resources if resource.type in types)

    def outputs(self) -> dict[str, str]:
        """Every output by its name; by ``stack.name`` where two stacks have one of the same name."""
        return flattened({stack.name: stack.outputs for stack in self.stacks})


def flattened(outputs: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Outputs per stack as one mapping; a name that two stacks have becomes ``stack.name``."""
    names = [name for values in outputs.values() for name in values]
    return {
        name if names.count(name) == 1 else f"{stack}.{name}": value
        for stack, values in outputs.items()
        for name, value in values.items()
    }


def save(state: State, deployment: Deployment) -> None:
    """Keep ``deployment``, readable by its owner alone."""
    state.write(FILE, asdict(deployment))


def load(state: State) -> Deployment | None:
    """The kept deployment, or None where there is none or it cannot be read."""
    document = state.read(FILE)
    try:
        return _of(document) if document else None
    except (KeyError, TypeError):
        return None


def required(state: State) -> Deployment:
    """The kept deployment. Raises NotRunning where nothing was ever brought up."""
    deployment = load(state)
    if deployment is None:
        raise NotRunning("Nothing is up for this app.", where=str(state.app), fix="Start it with `strat up`.")
    return deployment


def _of(document: Mapping[str, Any]) -> Deployment:
    return Deployment(
        endpoint=document["endpoint"],
        target=Target(**document["target"]),
        stacks=tuple(
            DeployedStack(**{**stack, "target": Target(**stack["target"])}) for stack in document["stacks"]
        ),
        resources=tuple(
            Placed(**{**resource, "target": Target(**resource["target"])})
            for resource in document["resources"]
        ),
        urls=document["urls"],
        inert=document["inert"],
    )
