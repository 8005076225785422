"""When a task is said to listen on another port than its load balancer asks."""

import pytest

from stratiform.local.emulator.behaviours.ecs_readiness import elsewhere


@pytest.mark.parametrize(
    ("listening", "told"),
    [
        ([], []),
        (["9999"], ["9999"]),
        (["8080 of loopback only"], ["8080 of loopback only"]),
        (["8080"], []),  # slow: it began to listen between two looks
        (["8080", "9999"], []),
        (["8080", "8081"], []),
    ],
)
def test_a_slow_task_is_not_one_on_the_wrong_port(listening: list[str], told: list[str]) -> None:
    assert elsewhere(listening, [8080, 8081]) == told
