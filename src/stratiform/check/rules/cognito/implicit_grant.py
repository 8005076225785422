"""A client that gets tokens in the address of a page."""

from __future__ import annotations

from stratiform.assembly.properties import items
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="Tokens are handed over in the address of a page",
    why="Addresses stay in histories, logs and referrers, and with them the tokens.",
    fix="Use the code grant with PKCE and remove implicit from AllowedOAuthFlows.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html",
    types=("AWS::Cognito::UserPoolClient",),
    faults=must(
        "AllowedOAuthFlows",
        "AllowedOAuthFlows is {value}: tokens stand in addresses.",
        lambda found: "implicit" not in items(found),
    ),
)
