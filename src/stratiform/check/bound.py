"""Conditions that bind what a policy opens to somebody."""

from __future__ import annotations

from stratiform.assembly.cidrs import EVERYWHERE
from stratiform.assembly.policies import Statement
from stratiform.assembly.properties import items

# Keys that bind a request to something fixed: a caller, a network, a source. S3 lists them as those that
# make a policy with a wildcard principal not public:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
_BINDING_KEYS = frozenset(
    f"{service}:{key}".lower()
    for service, keys in {
        "aws": "SourceIp SourceVpc SourceVpce SourceArn SourceAccount SourceOwner SourceOrgID SourceOrgPaths "
        "PrincipalOrgID PrincipalOrgPaths PrincipalAccount PrincipalArn PrincipalIsAWSService userid "
        "CalledVia ViaAWSService PrincipalServiceName",
        "s3": "DataAccessPointArn DataAccessPointAccount x-amz-server-side-encryption-aws-kms-key-id",
        "kms": "CallerAccount ViaService",
        "sns": "Endpoint",
        "elasticfilesystem": "AccessedViaMountTarget AccessPointArn",
    }.items()
    for key in keys.split()
)


def is_bound(statement: Statement) -> bool:
    """Whether a condition binds it to callers, networks or sources, or cannot be known."""
    if statement.has_unknown_condition:
        return True
    return any(
        key.lower() in _BINDING_KEYS and not any(one in EVERYWHERE or one == "*" for one in items(wanted))
        for operator, key, wanted in statement.conditions
        if "Not" not in operator
    )
