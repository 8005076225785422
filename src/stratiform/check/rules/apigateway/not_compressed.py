"""A REST API that sends every answer in full length."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A REST API does not compress its answers",
    why="JSON shrinks to a fifth: without it callers wait longer and more traffic is paid for.",
    fix="Set MinimumCompressionSize to a number of bytes, e.g. 1024.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html",
    types=("AWS::ApiGateway::RestApi", "AWS::Serverless::Api"),
    faults=must_be_set(
        "MinimumCompressionSize", "MinimumCompressionSize is {value}: answers are sent in full length."
    ),
)
