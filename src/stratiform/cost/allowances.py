"""The free tiers that never end. They belong to an account, so they apply once, over the whole bill.

What ends after the first 12 months of an account is not applied.
Source: https://aws.amazon.com/free (always free), and the pricing page of each service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

from stratiform.cost.component import Component
from stratiform.cost.prices import unit_of


@dataclass(frozen=True)
class Allowance:
    """``things`` a month of what the price keys name are free."""

    about: str
    keys: tuple[str, ...]
    things: Decimal


@dataclass(frozen=True)
class Credit:
    """An allowance as it was used: ``monthly`` dollars less."""

    about: str
    monthly: Decimal


def _allowance(about: str, things: int, *keys: str) -> Allowance:
    return Allowance(about, keys, Decimal(things))


ALLOWANCES = (
    _allowance("Lambda: 1 million requests", 1_000_000, "lambda.requests"),
    _allowance("Lambda: 400,000 GB-seconds", 400_000, "lambda.duration.*"),
    _allowance("DynamoDB: 25 GB", 25, "dynamodb.storage"),
    _allowance("DynamoDB: 25 provisioned write units", 25 * 730, "dynamodb.wcu"),
    _allowance("DynamoDB: 25 provisioned read units", 25 * 730, "dynamodb.rcu"),
    _allowance("DynamoDB: 2.5 million reads of streams", 2_500_000, "dynamodb.streams"),
    _allowance("SQS: 1 million requests", 1_000_000, "sqs.standard", "sqs.fifo"),
    _allowance("SNS: 1 million requests", 1_000_000, "sns.requests"),
    _allowance("SNS: 100,000 HTTP notifications", 100_000, "sns.http"),
    _allowance("SNS: 1,000 emails", 1_000, "sns.email"),
    _allowance("CloudWatch: 10 alarm metrics", 10, "cloudwatch.alarm.standard"),
    _allowance("CloudWatch: 3 dashboards", 3, "cloudwatch.dashboard"),
    _allowance("CloudWatch: 10 custom metrics", 10, "cloudwatch.metric"),
    _allowance("CloudWatch Logs: 5 GB ingested", 5, "logs.ingested.*"),
    _allowance("CloudWatch Logs: 5 GB kept", 5, "logs.storage"),
    _allowance("CloudFront: 1 TB to the internet", 1024, "cloudfront.internet.*"),
    _allowance("CloudFront: 10 million requests", 10_000_000, "cloudfront.http.*", "cloudfront.https.*"),
    _allowance("CloudFront: 2 million function runs", 2_000_000, "cloudfront.functions"),
    _allowance("Step Functions: 4,000 transitions", 4_000, "states.transitions"),
    _allowance("KMS: 20,000 requests", 20_000, "kms.requests"),
    _allowance("Cognito: 10,000 active users", 10_000, "cognito.essentials", "cognito.lite"),
    _allowance("CodeBuild: 100 minutes of general1.small", 100, "codebuild.linux.small"),
    _allowance("CodePipeline: 1 pipeline", 1, "codepipeline.v1"),
    _allowance("CodePipeline: 100 minutes", 100, "codepipeline.v2"),
    _allowance("Scheduler: 14 million invocations", 14_000_000, "scheduler.invocations"),
    _allowance("X-Ray: 100,000 traces", 100_000, "xray.traces"),
    _allowance("Data transfer: 100 GB to the internet", 100, "transfer.internet"),
    _allowance("Glue: 1 million objects of the catalog", 1_000_000, "glue.objects"),
    _allowance("Glue: 1 million requests of the catalog", 1_000_000, "glue.requests"),
)


def credits(components: Iterable[Component]) -> tuple[Credit, ...]:
    """What the free tiers take off a bill, each used up in the order of the bill."""
    lines = [component for component in components if component.quantity and component.price]
    return tuple(credit for allowance in ALLOWANCES for credit in _credit(allowance, lines))


def _credit(allowance: Allowance, lines: Iterable[Component]) -> Iterator[Credit]:
    left, dollars = allowance.things, Decimal()
    for line in lines:
        if left and any(fnmatchcase(line.key, key) for key in allowance.keys):
            per = unit_of(line.key)[1]
            taken = min(left, line.quantity * per)
            dollars += taken / per * line.price
            left -= taken
    if dollars:
        yield Credit(allowance.about, dollars)
