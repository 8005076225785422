"""Where a redirect action sends the client.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#redirect-actions
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from stratiform.local.gateway.matching import Request
from stratiform.local.gateway.routes import Redirect

_PLACE = re.compile(r"#\{(protocol|host|port|path|query)\}")


def location(
    redirect: Redirect, request: Request, *, protocol: str, port: int, local: Mapping[int, int]
) -> str:
    """The Location header. ``protocol`` and ``port`` are the listener's, as the template has them.

    ``local`` maps a load balancer's ports to those of this machine: a redirect to HTTPS on 443 goes to where
    this machine serves the listener on 443. A port that is not in it stays as it is.
    """
    host_header = request.headers.get("host", "localhost")
    own_host = host_header.rpartition(":")[0] if host_header.rpartition(":")[2].isdigit() else host_header
    given = {
        "protocol": protocol.lower(),
        "host": own_host,
        "port": str(port),
        "path": request.path.lstrip("/"),
        "query": request.query,
    }

    def filled(text: str) -> str:
        return _PLACE.sub(lambda found: given[found[1]], text)

    scheme, host = filled(redirect.protocol).lower(), filled(redirect.host)
    to_port = filled(redirect.port)
    to_path, to_query = filled(redirect.path), filled(redirect.query)
    real = local.get(int(to_port)) if to_port.isdigit() and host == own_host else None
    authority = f"{scheme}://{host}:{real or to_port}"
    return authority + to_path + (f"?{to_query}" if to_query else "")
