"""The KMS key that encrypts what a stack holds."""

from __future__ import annotations

from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_kms as kms

from constructs import Construct
from stratiform.constructs.environment import tier_of
from stratiform.constructs.retention import removal_of_data

ID = "DataKey"


def stack_key(scope: Construct) -> kms.Key:
    """The one key of the stack of ``scope``: a key costs a dollar a month, whatever it encrypts.

    AWS renews its material once a year. Where the tier keeps data it outlives the stack, as the data does.
    """
    stack = cdk.Stack.of(scope)
    found = stack.node.try_find_child(ID)
    if found is not None:
        return cast(kms.Key, found)
    return kms.Key(
        stack,
        ID,
        description=f"Encrypts what {stack.stack_name} holds",
        enable_key_rotation=True,
        removal_policy=removal_of_data(scope),
    )


def key_for(scope: Construct, asked: kms.IKey | None) -> kms.IKey | None:
    """The key asked for, else the stack's where the tier wants one, else None: AWS's own key is enough."""
    if asked is not None:
        return asked
    return stack_key(scope) if tier_of(scope).customer_keys else None
