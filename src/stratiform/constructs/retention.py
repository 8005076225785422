"""What becomes of data when its stack, or its definition, goes."""

from __future__ import annotations

import aws_cdk as cdk

from constructs import Construct
from stratiform.constructs.environment import tier_of


def removal_of_data(scope: Construct) -> cdk.RemovalPolicy:
    """Data stays where the tier keeps it; else it goes with its stack."""
    return cdk.RemovalPolicy.RETAIN if tier_of(scope).keep_data else cdk.RemovalPolicy.DESTROY
