"""IAM opens a PostgreSQL database: a token in place of a password, judged by the policies of who made it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest

from ...conftest import LocalCloud
from ..conftest import Stack
from .databases import login, secret
from .test_database_clusters import OUTPUTS, cluster

pytestmark = pytest.mark.local
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}],
}


@pytest.fixture
def database(container_cloud: LocalCloud, stack: Stack) -> Iterator[dict[str, Any]]:
    """What the secret of a cluster says, and a role that may connect as app, but not as other."""
    outputs = stack.up(cluster(EnableIAMDatabaseAuthentication=True), OUTPUTS)
    known = secret(container_cloud, outputs["Secret"])
    rds, iam = container_cloud.client("rds"), container_cloud.client("iam")
    (found,) = rds.describe_db_clusters(DBClusterIdentifier=outputs["Ref"])["DBClusters"]
    arn = f"arn:aws:rds-db:us-east-1:000000000000:dbuser:{found['DbClusterResourceId']}/app"
    allowed = [{"Effect": "Allow", "Action": "rds-db:connect", "Resource": arn}]
    policy = json.dumps({"Version": "2012-10-17", "Statement": allowed})
    name = f"connects-{uuid.uuid4().hex[:8]}"
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
    iam.put_role_policy(RoleName=name, PolicyName="connect", PolicyDocument=policy)
    with login(known) as cursor:
        cursor.execute("CREATE ROLE app LOGIN; GRANT rds_iam TO app; CREATE ROLE other LOGIN IN ROLE rds_iam")
    yield {**known, "role": role["Arn"]}
    iam.delete_role_policy(RoleName=name, PolicyName="connect")
    iam.delete_role(RoleName=name)


def token(cloud: LocalCloud, known: dict[str, Any], user: str, **credentials: str) -> str:
    made: str = cloud.client("rds", **credentials).generate_db_auth_token(
        DBHostname=known["host"], Port=int(known["port"]), DBUsername=user, Region="us-east-1"
    )
    return made


def test_a_token_opens_the_database_for_whom_the_policy_names_and_nobody_else(
    database: dict[str, Any], container_cloud: LocalCloud
) -> None:
    keys = container_cloud.client("sts").assume_role(RoleArn=database["role"], RoleSessionName="web")
    session = {
        "aws_access_key_id": keys["Credentials"]["AccessKeyId"],
        "aws_secret_access_key": keys["Credentials"]["SecretAccessKey"],
        "aws_session_token": keys["Credentials"]["SessionToken"],
    }

    def who(user: str, password: str, **options: str) -> str:
        known = {**database, "username": user, "password": password}
        with login(known, **{"sslmode": "require", **options}) as cursor:
            cursor.execute("SELECT current_user")
            return str(cursor.fetchone()[0])

    right = token(container_cloud, database, "app", **session)
    assert who("app", right) == "app"
    assert who("app", right) == "app"
    with pytest.raises(psycopg2.OperationalError, match="PAM authentication failed") as told:
        who("other", token(container_cloud, database, "other", **session))
    assert "IAM refuses rds-db:connect" in str(told.value)
    with pytest.raises(psycopg2.OperationalError, match="The token is not valid for other"):
        who("other", right)
    with pytest.raises(psycopg2.OperationalError, match="The token is not valid"):
        who("app", "no token")
    with pytest.raises(psycopg2.OperationalError, match=r"no encryption|It needs TLS"):
        who("app", right, sslmode="disable")
    assert who("owner", database["password"]) == "owner"
