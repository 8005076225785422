"""What `strat up` will do, as data: it can be printed and tested without a cloud."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stratiform.assembly.graph import Asset, Graph, Stack
from stratiform.local import balancer_notes
from stratiform.local.capabilities import Capabilities
from stratiform.local.target import Target

CAPABILITIES = ("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND")
DEFAULT_QUALIFIER = "hnb659fds"
_ASSET_BUCKET = re.compile(
    r"^cdk-(?P<qualifier>[a-z0-9]{1,10})-assets-(?P<account>\d{12})-(?P<region>[a-z0-9-]+)$"
)
_IMAGE_REPOSITORY = re.compile(
    r"^cdk-[a-z0-9]{1,10}-container-assets-(?P<account>\d{12})-(?P<region>[a-z0-9-]+)$"
)


@dataclass(frozen=True)
class StackPlan:
    """One call of CreateStack or UpdateStack. Nested stacks are CloudFormation's own business."""

    id: str
    name: str
    template: Path
    target: Target
    parameters: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = CAPABILITIES


@dataclass(frozen=True)
class FilePlan:
    """One file, or folder to be zipped, that goes to a bucket under the hash of its content."""

    source: Path
    packaging: str
    bucket: str
    key: str
    target: Target


@dataclass(frozen=True)
class ImagePlan:
    """One image that a folder of the app is built to, known to its repository under ``tag``."""

    source: Path
    repository: str
    tag: str
    target: Target

    @property
    def name(self) -> str:
        """As task definitions and functions name it."""
        registry = f"{self.target.account}.dkr.ecr.{self.target.region}.amazonaws.com"
        return f"{registry}/{self.repository}:{self.tag}"


@dataclass(frozen=True)
class Plan:
    """The whole of it. ``stacks`` are in dependency order; ``inert`` is construct path -> type."""

    stacks: tuple[StackPlan, ...]
    files: tuple[FilePlan, ...] = ()
    images: tuple[ImagePlan, ...] = ()
    bootstraps: tuple[tuple[Target, str], ...] = ()
    inert: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def asset_bucket(target: Target, qualifier: str = DEFAULT_QUALIFIER) -> str:
    """The bucket for assets of a bootstrapped account and region."""
    return f"cdk-{qualifier}-assets-{target.account}-{target.region}"


def plan(
    graph: Graph,
    capabilities: Capabilities | None,
    *,
    account: str = "000000000000",
    region: str = "us-east-1",
    parameters: Mapping[str, str] | None = None,
) -> Plan:
    """Turn a graph into a plan.

    ``account`` and ``region`` are for stacks that name none. ``parameters`` is given to every stack that
    declares a parameter of that name; ``STACK:NAME`` gives it to one stack. ``capabilities`` is None while
    the local cloud has never run, and then ``inert`` is not known.
    """
    default = Target(account, region)
    roots = [stack for stack in graph.stacks.values() if stack.parent is None]
    files = tuple(dict.fromkeys(_files(graph.assets, default)))
    return Plan(
        stacks=tuple(_stack(stack, default, parameters or {}) for stack in roots),
        files=files,
        images=tuple(dict.fromkeys(_images(graph.assets, default))),
        bootstraps=tuple(_bootstraps(roots, files, default)),
        inert={
            resource.path: resource.type
            for resource in graph.resources.values()
            if capabilities is not None and not capabilities.means(resource.type)
        },
        notes=(*graph.notes, *_notes(roots, capabilities), *balancer_notes.notes(graph)),
    )


def _stack(stack: Stack, default: Target, parameters: Mapping[str, str]) -> StackPlan:
    return StackPlan(
        id=stack.id,
        name=stack.name,
        template=stack.template,
        target=_target(stack, default),
        parameters={**stack.parameters, **_given(parameters, stack.name)},
        tags=dict(stack.tags),
    )


def _given(parameters: Mapping[str, str], stack: str) -> dict[str, str]:
    everywhere = {name: value for name, value in parameters.items() if ":" not in name}
    here = {
        name.partition(":")[2]: value for name, value in parameters.items() if name.startswith(f"{stack}:")
    }
    return {**everywhere, **here}


def _target(stack: Stack, default: Target) -> Target:
    return Target(stack.account or default.account, stack.region or default.region)


def _files(assets: Iterable[Asset], default: Target) -> Iterator[FilePlan]:
    for asset in assets:
        if asset.packaging == "image" or asset.bucket is None or asset.key is None:
            continue
        bucket, key = (_known(text, default) for text in (asset.bucket, asset.key))
        named = _ASSET_BUCKET.match(bucket)
        target = Target(named["account"], named["region"]) if named else default
        yield FilePlan(asset.source, asset.packaging, bucket, key, target)


def _images(assets: Iterable[Asset], default: Target) -> Iterator[ImagePlan]:
    for asset in assets:
        if asset.packaging == "image" and asset.repository is not None and asset.tag is not None:
            repository = _known(asset.repository, default)
            named = _IMAGE_REPOSITORY.match(repository)
            target = Target(named["account"], named["region"]) if named else default
            yield ImagePlan(asset.source, repository, asset.tag, target)


def _known(text: str, target: Target) -> str:
    return (
        text.replace("${AWS::AccountId}", target.account)
        .replace("${AWS::Region}", target.region)
        .replace("${AWS::Partition}", "aws")
    )


def _bootstraps(
    stacks: Iterable[Stack], files: Iterable[FilePlan], default: Target
) -> Iterator[tuple[Target, str]]:
    found = {(default, DEFAULT_QUALIFIER)}
    found.update((_target(stack, default), DEFAULT_QUALIFIER) for stack in stacks)
    for file in files:
        if named := _ASSET_BUCKET.match(file.bucket):
            found.add((file.target, named["qualifier"]))
    yield from sorted(found)


def _notes(roots: Iterable[Stack], capabilities: Capabilities | None) -> Iterator[str]:
    if capabilities is None:
        yield "Which resources do nothing on this machine is known after the first `strat up`."
    for stack in roots:
        if stack.termination_protection:
            yield f"{stack.name} asks for termination protection. It is not applied on this machine."
