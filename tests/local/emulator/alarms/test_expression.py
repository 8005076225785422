from __future__ import annotations

import pytest

from stratiform.local.emulator.alarms.expression import NotSupported, evaluate

ERRORS = {0: 2.0, 60: 0.0, 120: 5.0}
CALLS = {0: 10.0, 60: 0.0, 120: 20.0}
PERIODS = [0, 60, 120]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("100 * errors / calls", {0: 20.0, 120: 25.0}),
        ("(errors + calls) ^ 2", {0: 144.0, 60: 0.0, 120: 625.0}),
        ("SUM([errors, calls])", {0: 12.0, 60: 0.0, 120: 25.0}),
        ("MAX(METRICS())", {0: 10.0, 60: 7.0, 120: 20.0}),
        ("errors - AVG(errors)", {0: 2 - 7 / 3, 60: -7 / 3, 120: 5 - 7 / 3}),
        ("IF(calls > 5, errors, 0)", {0: 2.0, 60: 0.0, 120: 5.0}),
        ("IF(calls > 5 && errors > 2, 1, 0)", {0: 0.0, 60: 0.0, 120: 1.0}),
        ("FILL(late, 0)", {0: 0.0, 60: 7.0, 120: 0.0}),
        ("FILL(late, REPEAT)", {60: 7.0, 120: 7.0}),
        ("late + errors", {60: 7.0}),
        ("-errors", {0: -2.0, 60: 0.0, 120: -5.0}),
    ],
)
def test_an_expression_gives_a_series(expression: str, expected: dict[int, float]) -> None:
    found = evaluate(expression, {"errors": ERRORS, "calls": CALLS, "late": {60: 7.0}}, PERIODS)
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    "expression", ["ANOMALY_DETECTION_BAND(errors)", "errors +", "unknown * 2", "[errors, calls]"]
)
def test_what_it_does_not_know_is_said(expression: str) -> None:
    with pytest.raises(NotSupported):
        evaluate(expression, {"errors": ERRORS, "calls": CALLS}, PERIODS)
