"""Code that a template names by its path on this machine goes to a bucket, as with AWS's ``package``.

CloudFormation takes no such path. Every other template goes to it byte for byte.
https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
"""

from __future__ import annotations

import copy
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeGuard

from stratiform.assembly.graph import Address, Graph, Stack
from stratiform.errors import WrongUse
from stratiform.local.archive import zip_folder
from stratiform.local.plan import FilePlan, Plan, StackPlan, asset_bucket


def _object(bucket: str, key: str) -> Any:
    return {"S3Bucket": bucket, "S3Key": key}


def _uri(bucket: str, key: str) -> Any:
    return f"s3://{bucket}/{key}"


_PROPERTIES = {
    "AWS::Lambda::Function": ("Code", _object),
    "AWS::Lambda::LayerVersion": ("Content", _object),
    "AWS::Serverless::Function": ("CodeUri", _uri),
    "AWS::Serverless::LayerVersion": ("ContentUri", _uri),
    "AWS::Serverless::StateMachine": ("DefinitionUri", _uri),
    "AWS::Serverless::Api": ("DefinitionUri", _uri),
    "AWS::Serverless::HttpApi": ("DefinitionUri", _uri),
}
_ELSEWHERE = ("s3://", "http://", "https://")
_REQUIREMENTS = "requirements.txt"


@dataclass(frozen=True)
class _Named:
    """A path of this machine: the property ``name`` of what is ``at`` a place in a template."""

    at: tuple[str, ...]
    name: str
    located: Callable[[str, str], Any]

    @property
    def who(self) -> str:
        """The logical id that it is for."""
        return "Globals" if self.at[0] == "Globals" else self.at[1]

    def holder(self, body: Any) -> dict[str, Any]:
        """What has the property in ``body``; nothing where that has no such place."""
        for step in self.at:
            body = _mapping(body).get(step)
        return body if isinstance(body, dict) else {}


def with_local_code(plan: Plan, graph: Graph, folder: Path) -> Plan:
    """``plan`` with the code that its templates name by path; the templates that changed are in ``folder``.

    Raises WrongUse where a path leads nowhere.
    """
    stacks: list[StackPlan] = []
    files, notes = list(plan.files), list(plan.notes)
    for one in plan.stacks:
        stack = graph.stacks[one.id]
        body = copy.deepcopy(dict(stack.body))
        named = list(_named(body))
        for each in named:
            holder = each.holder(body)
            source = _source(each, str(holder[each.name]), stack, graph)
            key = _key(source)
            bucket = asset_bucket(one.target)
            files.append(FilePlan(source, "zip" if source.is_dir() else "file", bucket, key, one.target))
            holder[each.name] = each.located(bucket, key)
            if (source / _REQUIREMENTS).is_file():
                notes.append(
                    f"{each.who}: nothing installs {source.name}/{_REQUIREMENTS}; `sam build` does,"
                    " and then `strat up .aws-sam/build/template.yaml`."
                )
        stacks.append(replace(one, template=_written(body, one, folder)) if named else one)
    return replace(plan, stacks=tuple(stacks), files=tuple(dict.fromkeys(files)), notes=tuple(notes))


def as_written(deployed: Graph, written: Graph) -> Graph:
    """``deployed`` with the paths of ``written`` wherever it has the code that is there now."""
    stacks, resources = dict(deployed.stacks), dict(deployed.resources)
    for stack in written.stacks.values():
        if stack.id not in stacks:
            continue
        body = copy.deepcopy(dict(stacks[stack.id].body))
        for each in _named(stack.body):
            holder, path = each.holder(body), each.holder(stack.body)[each.name]
            if _has(holder.get(each.name), _place(stack, path)):
                holder[each.name] = path
        stacks[stack.id] = replace(stacks[stack.id], body=body)
    for address, resource in written.resources.items():
        name, _ = _PROPERTIES.get(resource.type, ("", _uri))
        path, before = resource.properties.get(name), resources.get(address)
        if before is None or not _is_path(path):
            continue
        if _has(before.properties.get(name), _place(written.stacks[address.stack], path)):
            resources[address] = replace(before, properties={**before.properties, name: path})
    return replace(deployed, stacks=stacks, resources=resources)


def _has(location: Any, source: Path) -> bool:
    """Whether what was packaged to ``location`` is what is at ``source`` now."""
    key = location.get("S3Key") if isinstance(location, Mapping) else str(location).rpartition("/")[2]
    return source.exists() and key == _key(source)


def _named(body: Mapping[str, Any]) -> Iterator[_Named]:
    """Every property of ``body`` that is a path of this machine."""
    owners: list[tuple[tuple[str, ...], str]] = [
        (("Resources", name, "Properties"), str(_mapping(each).get("Type")))
        for name, each in _mapping(body.get("Resources")).items()
    ]
    owners += [(("Globals", kind), f"AWS::Serverless::{kind}") for kind in _mapping(body.get("Globals"))]
    for at, type_ in owners:
        name, located = _PROPERTIES.get(type_, ("", _uri))
        named = _Named(at, name, located)
        if _is_path(named.holder(body).get(name)):
            yield named


def _source(named: _Named, path: str, stack: Stack, graph: Graph) -> Path:
    source = _place(stack, path)
    if source.exists():
        return source
    resource = graph.resources.get(Address(stack.id, named.who))
    origin = resource.origin if resource else None
    raise WrongUse(
        f"{named.who} has {named.name} {path!r}, and there is nothing at {source}.",
        where=f"{origin.file}:{origin.line}" if origin else str(stack.template),
        fix="Correct the path, which is relative to the template, or make what it names.",
    )


def _is_path(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and not value.startswith(_ELSEWHERE)


def _place(stack: Stack, path: str) -> Path:
    return (stack.template.parent / path).resolve()


def _key(source: Path) -> str:
    return f"{_digest(source)}{source.suffix if source.is_file() else '.zip'}"


def _digest(source: Path) -> str:
    if source.is_file():
        return hashlib.sha256(source.read_bytes()).hexdigest()
    with tempfile.TemporaryFile() as zipped:
        zip_folder(source, zipped)
        zipped.seek(0)
        return hashlib.file_digest(zipped, "sha256").hexdigest()


def _written(body: Mapping[str, Any], stack: StackPlan, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{stack.name}.template.json"
    file.write_text(json.dumps(body, indent=1))
    return file


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
