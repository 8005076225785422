"""ListDeployments of AppConfig tells the newest first, and of which profile each is.

https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_ListDeployments.html
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping

from stratiform.local.emulator import private

EXPLAIN = None
_APPCONFIG = "services.appconfig"
_EVERY = 1_000_000
_MOST = 50

Answer = tuple[int, dict[str, str], bytes]


def install() -> None:
    """Complete the list, turn it round and page it."""
    private.wrap(_APPCONFIG, "_list_deployments", _newest_first)


def _newest_first(original: Callable[..., Answer]) -> Callable[..., Answer]:
    @functools.wraps(original)
    def listed(app_id: str, env_id: str, query: Mapping[str, str]) -> Answer:
        status, headers, body = original(app_id, env_id, {**query, "max_results": _EVERY})
        if status != 200:
            return status, headers, body
        deployments = private.get(_APPCONFIG, "_deployments")
        found = [
            {
                **item,
                "ConfigurationProfileId": deployments[f"{app_id}/{env_id}/{item['DeploymentNumber']}"][
                    "ConfigurationProfileId"
                ],
            }
            for item in reversed(json.loads(body)["Items"])
        ]
        begin = int(query.get("next_token") or 0)
        end = begin + int(query.get("max_results") or _MOST)
        told = {"Items": found[begin:end], **({"NextToken": str(end)} if end < len(found) else {})}
        return status, headers, json.dumps(told).encode()

    return listed
