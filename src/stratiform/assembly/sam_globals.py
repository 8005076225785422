"""What a SAM template says once, under Globals, for all its resources of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.template import Template

_TYPES = {
    "Function": "AWS::Serverless::Function",
    "Api": "AWS::Serverless::Api",
    "HttpApi": "AWS::Serverless::HttpApi",
    "SimpleTable": "AWS::Serverless::SimpleTable",
    "StateMachine": "AWS::Serverless::StateMachine",
    "LayerVersion": "AWS::Serverless::LayerVersion",
}


def resources(template: Template) -> Mapping[str, Any]:
    """The template's Resources with what its Globals add to each, as SAM merges them.

    Mappings are merged, lists are joined with the global members first, and for everything else the
    resource's own value holds:
    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
    Raises TemplateError when Resources is no mapping.
    """
    bodies = template.section("Resources")
    sections = template.body.get("Globals")
    if not isinstance(sections, dict):
        return bodies
    added = {type_: sections[name] for name, type_ in _TYPES.items() if isinstance(sections.get(name), dict)}
    return {name: _with(body, added) for name, body in bodies.items()}


def _with(body: Any, added: Mapping[str, Any]) -> Any:
    if not isinstance(body, dict) or not isinstance(body.get("Type"), str) or body["Type"] not in added:
        return body
    own = body.get("Properties")
    if not isinstance(own, dict | None):
        return body
    return {**body, "Properties": _merged(added[body["Type"]], own or {})}


def _merged(common: Any, own: Any) -> Any:
    if isinstance(common, list) and isinstance(own, list):
        return [*common, *own]
    if (
        not isinstance(common, dict)
        or not isinstance(own, dict)
        or _is_intrinsic(common)
        or _is_intrinsic(own)
    ):
        return own
    shared = {name: _merged(common[name], own[name]) for name in common if name in own}
    return {**common, **own, **shared}


def _is_intrinsic(found: Mapping[str, Any]) -> bool:
    return (len(found) == 1 and next(iter(found)) in ("Ref", "Condition")) or any(
        str(name).startswith("Fn::") for name in found
    )
