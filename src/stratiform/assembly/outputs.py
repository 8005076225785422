"""A template's Outputs."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Address, Output, Stack
from stratiform.assembly.intrinsics import resolve
from stratiform.assembly.scope import Scope
from stratiform.assembly.template import Template, described


def outputs(stack: Stack, template: Template, scope: Scope) -> Mapping[str, Output]:
    """Every output that is not under a condition known to be false. Raises TemplateError."""
    found: dict[str, Output] = {}
    for name, body in template.section("Outputs").items():
        if name.startswith("Fn::"):
            continue
        if not isinstance(body, dict):
            raise template.error(
                f"The output {name} must be a mapping; it is {described(body)}", "Outputs", name
            )
        condition = body.get("Condition")
        if isinstance(condition, str) and scope.condition(condition) is False:
            continue
        description, export = body.get("Description"), body.get("Export")
        export = resolve(export.get("Name"), scope) if isinstance(export, dict) else None
        found[name] = Output(
            address=Address(stack.id, name),
            value=resolve(body.get("Value"), scope),
            description=description if isinstance(description, str) else None,
            export=export if isinstance(export, str) else None,
        )
    return found
