"""Which of our rules find the same fault as a rule of AWS's validator or as a warning of the CDK's."""

from __future__ import annotations

from collections.abc import Mapping

_RUNTIME = ("lambda-deprecated-runtime",)
_PASSWORD = ("cloudformation-password-in-template", "iam-password-in-template")

SAME: Mapping[str, tuple[str, ...]] = {
    "E2531": _RUNTIME,
    "E2533": _RUNTIME,
    "W2531": _RUNTIME,
    "W1011": _PASSWORD,
    "W2501": _PASSWORD,
    "W2508": (
        "ec2-open-on-every-port",
        "ec2-open-rdp",
        "ec2-open-risky-port",
        "ec2-open-ssh",
        "ec2-open-to-world",
    ),
    "W2512": ("iam-allows-not-action",),
    "W3045": ("s3-acl-refused", "s3-public-read-acl", "s3-public-write-acl"),
    "W3663": ("lambda-unbound-service",),
    "W3697": ("autoscaling-launch-configuration",),
    "W9008": ("rds-not-encrypted",),
    "W9011": ("rds-public",),
    "@aws-cdk/aws-ecs:shouldUseCircuitBreaker": ("ecs-no-circuit-breaker",),
}
