"""A function in the local cloud for tests, without a synthesis."""

from __future__ import annotations

import io
import zipfile

from stratiform.local.cloud import Cloud
from stratiform.local.deployment import Deployment, Placed

HANDLER = """\
def handler(event, context):
    print("got", event.get("n"))
    if event.get("fail"):
        raise ValueError("asked to")
    return {"doubled": event.get("n", 0) * 2}
"""
TRUST = """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
 "Principal": {"Service": "lambda.amazonaws.com"}}]}"""
LOGS = (
    """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}"""
)


def function(cloud: Cloud, name: str) -> Deployment:
    """Create the function ``name``; the deployment that holds it under the path ``Shop/<name>/Resource``."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("handler.py", HANDLER)
    iam = cloud.client("iam")
    role = iam.create_role(RoleName=f"{name}-role", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    iam.put_role_policy(RoleName=f"{name}-role", PolicyName="logs", PolicyDocument=LOGS)
    cloud.functions().create_function(
        FunctionName=name,
        Role=role,
        Runtime="python3.11",
        Handler="handler.handler",
        Code={"ZipFile": code.getvalue()},
    )
    placed = Placed("Shop", "Id", f"Shop/{name}/Resource", "AWS::Lambda::Function", name, cloud.default)
    return Deployment(cloud.endpoint, cloud.default, resources=(placed,))
