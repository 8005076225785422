"""Which alarms are raised, asked without boto3: `strat status` must start at once.

The local cloud knows its root by the account id alone, so one unsigned request is enough.
"""

from __future__ import annotations

import http.client
import json
import urllib.parse

from stratiform.local.deployment import Deployment
from stratiform.local.target import Target

_TARGET = "GraniteServiceVersion20100801.DescribeAlarms"


def raised(deployment: Deployment) -> list[str]:
    """The names of the alarms in ALARM, metric and composite; none where the local cloud does not answer."""
    targets = {stack.target for stack in deployment.stacks}
    return sorted(name for target in targets for name in _ask(deployment.endpoint, target))


def _ask(endpoint: str, target: Target) -> list[str]:
    scope = f"{target.account}/20260101/{target.region}/monitoring/aws4_request"
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(endpoint).netloc, timeout=5)
    try:
        connection.request(
            "POST",
            "/",
            body=json.dumps({"StateValue": "ALARM"}),
            headers={
                "Content-Type": "application/x-amz-json-1.0",
                "X-Amz-Target": _TARGET,
                "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=root",
            },
        )
        answer = connection.getresponse()
        found = json.loads(answer.read()) if answer.status == 200 else {}
    except (OSError, http.client.HTTPException, ValueError):
        return []
    finally:
        connection.close()
    alarms = [*found.get("MetricAlarms", ()), *found.get("CompositeAlarms", ())]
    return [alarm["AlarmName"] for alarm in alarms]
