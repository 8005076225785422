"""``python -m stratiform.agent`` serves; with ``healthcheck`` it tells whether the agent is ready."""

from __future__ import annotations

import asyncio
import os
import sys

from stratiform.agent.errors import AgentError


def main(arguments: list[str]) -> int:
    """The exit code: 0 fine, 1 not healthy or not started, 2 wrong use."""
    if arguments not in ([], ["healthcheck"]):
        print("usage: python -m stratiform.agent [healthcheck]", file=sys.stderr)
        return 2
    try:
        if arguments:
            from stratiform.agent import healthcheck

            return healthcheck.check(os.environ)
        from stratiform.agent import run, settings

        return asyncio.run(run.run(settings.read(os.environ), os.environ))
    except AgentError as error:
        print(f"error: {error.what}\n  fix: {error.fix}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
