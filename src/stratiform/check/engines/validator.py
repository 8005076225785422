"""AWS's own validator, in process: will CloudFormation take the template, and does it look sound?"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from stratiform.assembly.graph import Address, Graph, Origin, Stack
from stratiform.check import native
from stratiform.check.engines.engine import Engine, Report
from stratiform.check.finding import Finding
from stratiform.check.rule import Pillar, Severity

if TYPE_CHECKING:
    from cloudformation_validate import Diagnostic, ValidationReport

_PREFIX = "validate"
_NAME = "AWS's validator"
_SOURCE = "https://github.com/aws-cloudformation/cloudformation-validate"

# What every CDK app has and nobody writes by hand: dependencies that references imply already, numbers as
# text, and the parameters and conditions of the CDK's own bootstrap and analytics.
_OF_THE_CDK = ("W3005", "W9003", "W2001", "W8001")

_PILLARS = {"Security": Pillar.SECURITY, "Deprecation": Pillar.RELIABILITY}
_SEVERITIES = {"Security": Severity.MEDIUM, "Deprecation": Severity.MEDIUM}
# A fault that stops the deployment.
_REFUSED = ("FATAL", "ERROR")


def run(graph: Graph) -> Report:
    """What the validator says of every template, warnings and worse."""
    findings: list[Finding] = []
    notes: list[str] = []
    stacks = tuple(graph.stacks.values())
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:  # native code: it holds no lock of Python's
        reports = tuple(side_by_side.map(_validated, stacks))
    for stack, report in zip(stacks, reports, strict=True):
        findings += _findings(report, stack, graph)
        if report.status.name != "OK":
            notes.append(f"{_NAME} could not examine all of {stack.template.name}")
    return Report(tuple(findings), tuple(notes))


def _validated(stack: Stack) -> ValidationReport:
    from cloudformation_validate import (
        DetailLevel,
        PseudoParameterOverrides,
        RuleFilterConfig,
        ValidateConfig,
    )
    from cloudformation_validate import Severity as Level

    config = ValidateConfig(
        exclude=RuleFilterConfig(ids=list(_OF_THE_CDK)),
        detail_level=DetailLevel.DETAILED,
        severity_level=Level.WARN,
        pseudo_parameter_overrides=PseudoParameterOverrides(account_id=stack.account, region=stack.region),
    )
    return native.engine().validate_template(stack.template, config)


def _findings(report: ValidationReport, stack: Stack, graph: Graph) -> Iterator[Finding]:
    for one in report.diagnostics:
        id_ = str(one.rule_id)
        refused = one.severity.name in _REFUSED
        category = one.category or ""
        yield Finding(
            rule=f"{_PREFIX}:{id_}",
            title=one.rule_description or category or id_,
            pillar=Pillar.OPERATIONS if refused else _PILLARS.get(category, Pillar.OPERATIONS),
            severity=Severity.HIGH if refused else _SEVERITIES.get(category, Severity.LOW),
            says=re.sub(r"\s+", " ", one.message),
            fix=one.suggested_fix or f"See {one.documentation_url or _SOURCE}.",
            address=_address(one, stack, graph),
            path=one.entity.logical_id if one.entity else stack.path,
            at=one.property_path.removeprefix("Properties.") if one.property_path else None,
            origin=Origin(str(stack.template), one.start_line or 1),
            engine=_PREFIX,
        )


def _address(one: Diagnostic, stack: Stack, graph: Graph) -> Address | None:
    if one.entity is None:
        return None
    address = Address(stack.id, one.entity.logical_id)
    return address if address in graph.resources else None


ENGINE = Engine(_NAME, _PREFIX, run)
