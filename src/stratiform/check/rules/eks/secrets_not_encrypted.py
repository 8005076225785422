"""A cluster that does not encrypt its secrets with your key."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items
from stratiform.check.clusters import CLUSTERS, setting, within
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    at, found = setting(cluster, "EncryptionConfig")
    if is_unknown(found):
        return None
    # What a config covers is not looked at: "secrets" is all that EKS takes.
    configs = [config for config in items(found) if not is_unknown(config)]
    keys = [within(cluster, config, "Provider.KeyArn") for config in configs]
    if items(found) and not any(key in (None, "") for key in keys):
        return None
    return Fault("EncryptionConfig names no key.", at=at)


RULE = Rule(
    title="Secrets of a cluster are not encrypted with a KMS key",
    why="Whoever gets at the storage of the cluster reads its secrets, and no key policy stands in between.",
    fix="Add EncryptionConfig with Resources secrets and Provider.KeyArn.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-3",
    types=CLUSTERS,
    faults=_faults,
    references=References(
        security_hub=("EKS.3",),
        checkov=("CKV_AWS_58",),
        cfn_nag=("W82",),
        guard=("EKS_CLUSTER_ENCRYPTION_RULE",),
    ),
)
