"""One health check of one target."""

from __future__ import annotations

import asyncio
import contextlib
import ssl

from stratiform.local.gateway.health import is_success
from stratiform.local.gateway.routes import HealthCheck, Target
from stratiform.local.gateway.upstream import Address


async def probe(check: HealthCheck, target: Target, address: Address | None) -> str | None:
    """None when the target is well, else why not, in AWS's words."""
    if address is None:
        return "Health checks failed: nothing listens on the port"
    try:
        async with asyncio.timeout(check.timeout):
            return await _ask(check, target, address)
    except TimeoutError:
        return "Request timed out"
    except (OSError, ValueError, EOFError) as error:
        return f"Health checks failed: {error or type(error).__name__}"


async def _ask(check: HealthCheck, target: Target, address: Address) -> str | None:
    context = _unverified() if check.protocol in ("HTTPS", "TLS") else None
    reader, writer = await asyncio.open_connection(*address, ssl=context)
    try:
        if check.protocol not in ("HTTP", "HTTPS"):
            return None  # a TCP check is a connection
        host = f"{target.id}:{check.port or target.port}"
        writer.write(
            f"GET {check.path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
            "User-Agent: ELB-HealthChecker/2.0\r\nAccept-Encoding: gzip, compressed\r\n\r\n".encode()
        )
        status = int((await reader.readline()).split(b" ", 2)[1])
        if is_success(check.codes, status):
            return None
        return f"Health checks failed with these codes: [{status}]"
    except IndexError as error:
        raise ValueError("the target does not speak HTTP") from error
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def _unverified() -> ssl.SSLContext:
    """Load balancers do not verify a target's certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
