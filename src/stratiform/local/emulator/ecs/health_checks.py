"""A container's health where its engine does not look: Podman checks with timers of systemd alone."""

from __future__ import annotations

from typing import Any

from stratiform.local import container_host


def are_ours(container: Any) -> bool:
    """Whether nobody has checked ``container`` yet. The process engine always does."""
    health = container.attrs["State"].get("Health") or {}
    return container_host.of_the_emulator().kind == "docker" and not health.get("Log")


def passes(container: Any) -> bool:
    """Run the container's health check once, in the container. Without one it never passes, as on AWS."""
    words = command((container.attrs["Config"].get("Healthcheck") or {}).get("Test") or [])
    return bool(words) and container.exec_run(words).exit_code == 0


def command(test: list[str]) -> list[str]:
    """The words to run for a health check as Docker writes it; none where there is no check."""
    match test:
        case ["CMD", *words]:
            return words
        case ["CMD-SHELL", text]:
            return ["/bin/sh", "-c", text]
        case _:
            return []
