"""Parameters and pseudo parameters: the values a stack has before it is deployed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.scalars import as_text
from stratiform.assembly.template import Template

_PARTITIONS = {
    "cn-": ("aws-cn", "amazonaws.com.cn"),
    "us-gov-": ("aws-us-gov", "amazonaws.com"),
    "us-iso-": ("aws-iso", "c2s.ic.gov"),
    "us-isob-": ("aws-iso-b", "sc2s.sgov.gov"),
    "eu-isoe-": ("aws-iso-e", "cloud.adc-e.uk"),
    "us-isof-": ("aws-iso-f", "csp.hci.ic.gov"),
    "eusc-": ("aws-eusc", "amazonaws.eu"),
}


def known(template: Template, given: Mapping[str, Any], *, secrets: bool) -> Mapping[str, Any]:
    """The value of each parameter that has one: as ``given``, else its default.

    A parameter that names a place in the parameter store is not known, and one with NoEcho only where
    ``secrets`` asks for it. A list is split at its commas. Raises TemplateError for a malformed declaration.
    """
    values: dict[str, Any] = {}
    for name, declaration in template.section("Parameters").items():
        if not isinstance(declaration, dict):
            raise template.error(f"The parameter {name} must be a mapping", "Parameters", name)
        value = given.get(name, declaration.get("Default"))
        type_ = str(declaration.get("Type", "String"))
        text = as_text(value)
        if text is None or type_.startswith("AWS::SSM::Parameter::"):
            continue
        if as_text(declaration.get("NoEcho")) in ("true", "True") and not secrets:
            continue
        is_list = type_ == "CommaDelimitedList" or type_.startswith("List<")
        values[name] = [item.strip() for item in text.split(",")] if is_list else value
    return values


def pseudo(*, account: str | None, region: str | None, stack_name: str | None) -> Mapping[str, str]:
    """The pseudo parameters that follow from where the stack goes."""
    values: dict[str, str] = {}
    if account:
        values["AWS::AccountId"] = account
    if region:
        partition = next((p for prefix, p in _PARTITIONS.items() if region.startswith(prefix)), None)
        values["AWS::Region"] = region
        values["AWS::Partition"], values["AWS::URLSuffix"] = partition or ("aws", "amazonaws.com")
    if stack_name:
        values["AWS::StackName"] = stack_name
    return values
