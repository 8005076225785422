"""What a deployment configuration says about shares of the traffic, and how long each is kept."""

import pytest

from stratiform.local.emulator.ecs.strategy import Step, steps


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ({}, ()),
        ({"strategy": "ROLLING", "bakeTimeInMinutes": 5}, ()),
        ({"strategy": "BLUE_GREEN"}, (Step(100, 15),)),
        ({"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 0}, (Step(100, 0),)),
        ({"strategy": "CANARY"}, (Step(5, 10), Step(100, 15))),
        (
            {
                "strategy": "CANARY",
                "canaryConfiguration": {"canaryPercent": 20.0, "canaryBakeTimeInMinutes": 2},
                "bakeTimeInMinutes": 3,
            },
            (Step(20, 2), Step(100, 3)),
        ),
        (
            {
                "strategy": "LINEAR",
                "linearConfiguration": {"stepPercent": 40.0, "stepBakeTimeInMinutes": 1},
                "bakeTimeInMinutes": 2,
            },
            (Step(40, 1), Step(80, 1), Step(100, 2)),
        ),
    ],
)
def test_the_steps_of_a_strategy(configuration, expected):
    assert steps(configuration) == expected
