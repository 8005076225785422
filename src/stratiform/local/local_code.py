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
from typing import Any

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
    """``holder[name]`` is the path; ``who`` is the logical id that it is for."""

    who: str
    holder: dict[str, Any]
    name: str
    located: Callable[[str, str], Any]


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
            source = _source(each, stack, graph)
            key = f"{_digest(source)}{source.suffix if source.is_file() else '.zip'}"
            bucket = asset_bucket(one.target)
            files.append(FilePlan(source, "zip" if source.is_dir() else "file", bucket, key, one.target))
            each.holder[each.name] = each.located(bucket, key)
            if (source / _REQUIREMENTS).is_file():
                notes.append(
                    f"{each.who}: nothing installs {source.name}/{_REQUIREMENTS}; `sam build` does,"
                    " and then `strat up .aws-sam/build/template.yaml`."
                )
        stacks.append(replace(one, template=_written(body, one, folder)) if named else one)
    return replace(plan, stacks=tuple(stacks), files=tuple(dict.fromkeys(files)), notes=tuple(notes))


def _named(body: Mapping[str, Any]) -> Iterator[_Named]:
    """Every property of ``body`` that is a path of this machine."""
    owners = [
        (name, each) for name, each in _mapping(body.get("Resources")).items() if isinstance(each, dict)
    ]
    for kind, shared in _mapping(body.get("Globals")).items():
        owners.append(("Globals", {"Type": f"AWS::Serverless::{kind}", "Properties": shared}))
    for who, owner in owners:
        name, located = _PROPERTIES.get(str(owner.get("Type")), ("", _uri))
        properties = owner.get("Properties")
        if not isinstance(properties, dict):
            continue
        value = properties.get(name)
        if isinstance(value, str) and not value.startswith(_ELSEWHERE):
            yield _Named(who, properties, name, located)


def _source(named: _Named, stack: Stack, graph: Graph) -> Path:
    path = str(named.holder[named.name])
    source = (stack.template.parent / path).resolve()
    if source.exists():
        return source
    resource = graph.resources.get(Address(stack.id, named.who))
    origin = resource.origin if resource else None
    raise WrongUse(
        f"{named.who} has {named.name} {path!r}, and there is nothing at {source}.",
        where=f"{origin.file}:{origin.line}" if origin else str(stack.template),
        fix="Correct the path, which is relative to the template, or make what it names.",
    )


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
