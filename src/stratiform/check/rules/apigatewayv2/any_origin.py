"""An HTTP API that lets the pages of every site call it."""

from __future__ import annotations

from stratiform.assembly.properties import items
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="The pages of every site may call an HTTP API",
    why="A page of somebody else can read the answers in the browsers of your users.",
    fix="List the origins of your own pages in CorsConfiguration.AllowOrigins.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
    types=("AWS::ApiGatewayV2::Api", "AWS::Serverless::HttpApi"),
    faults=must(
        "CorsConfiguration.AllowOrigins",
        "AllowOrigins is {value}: every site may call it.",
        lambda found: "*" not in items(found),
    ),
)
