"""Whether IAM lets a token open a PostgreSQL database, as RDS decides it.

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stratiform.local.emulator import private

_ENGINES = ("postgres", "aurora-postgresql")


@dataclass(frozen=True)
class Place:
    """An endpoint. ``resource`` is what IAM calls the database behind it: its resource id."""

    account: str
    region: str
    host: str
    resource: str


def refusal(port: int, user: str, token: str) -> str | None:
    """Why ``token`` does not open the database at ``port`` for ``user``; None when it does."""
    reason = f"no database at port {port} takes tokens"
    for place in _places(port):
        with private.get("core.responses", "request_scope")(place.account, place.region):
            verified = private.get("core.rds_iam", "verify_rds_iam_token")(
                token,
                hostname=place.host,
                port=port,
                db_user=user,
                region=place.region,
                account_id=place.account,
            )
            if code := getattr(verified, "code", None):
                reason = f"the token is not valid for {user} at {place.host}:{port} ({code})"
                continue
            arn = f"arn:aws:rds-db:{place.region}:{place.account}:dbuser:{place.resource}/{user}"
            enforce = private.get("core.iam_evaluator", "enforce")
            denied = enforce(verified.access_key_id, "rds-db:connect", "rds-db", place.region, arn)
            return f"IAM refuses rds-db:connect on {arn}" if denied is not None else None
    return reason


def _places(port: int) -> Iterator[Place]:
    """Every endpoint at ``port`` of a database with IAM authentication."""
    clusters = private.get("services.rds", "_clusters").to_dict()
    for (account, region, _), cluster in clusters.items():
        if cluster.get("Port") == port and _takes_tokens(cluster):
            for host in dict.fromkeys((cluster.get("Endpoint"), cluster.get("ReaderEndpoint"))):
                if host:
                    yield Place(account, region, host, cluster["DbClusterResourceId"])
    for (account, region, _), instance in private.get("services.rds", "_instances").to_dict().items():
        endpoint = instance.get("Endpoint") or {}
        if endpoint.get("Port") != port:
            continue
        owner = clusters.get((account, region, instance.get("DBClusterIdentifier")), instance)
        if _takes_tokens(owner):
            resource = owner.get("DbClusterResourceId") or owner["DbiResourceId"]
            yield Place(account, region, endpoint["Address"], resource)


def _takes_tokens(database: dict[str, Any]) -> bool:
    return database.get("Engine") in _ENGINES and bool(database.get("IAMDatabaseAuthenticationEnabled"))
