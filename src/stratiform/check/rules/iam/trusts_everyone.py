"""A role that anybody may assume."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import trust
from stratiform.check.bound import is_bound
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(role: Resource, graph: Graph) -> Fault | None:
    for statement in trust(role):
        if not statement.allows:
            continue
        if "NotPrincipal" in statement.body:
            return Fault(
                "The role trusts everyone but those in NotPrincipal.", at=f"{statement.at}.NotPrincipal"
            )
        if statement.is_for_everyone and not is_bound(statement):
            return Fault("The role trusts every principal of every account.", at=f"{statement.at}.Principal")
    return None


RULE = Rule(
    title="Anybody may assume the role",
    why="Every AWS account in the world can take the role and what it may do.",
    fix="Name the service, account or role in Principal, and bind other accounts with sts:ExternalId.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    types=("AWS::IAM::Role",),
    faults=_faults,
    references=References(
        checkov=("CKV_AWS_60",), cfn_nag=("F6",), guard=("IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL",)
    ),
)
