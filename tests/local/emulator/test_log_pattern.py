"""The examples of "Filter pattern syntax" in the CloudWatch Logs user guide, and their edges."""

from __future__ import annotations

import json

import pytest

from stratiform.local.emulator.log_pattern import InvalidPattern, matcher

EVENT = json.dumps(
    {
        "eventType": "UpdateTrail",
        "sourceIPAddress": "123.123.1.9",
        "arrayKey": ["value", "another value"],
        "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
        "SomeObject": None,
        "cluster.name": "c",
        "latency": 50.5,
        "ok": False,
    }
)
ACCESS = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534'


@pytest.mark.parametrize(
    ("pattern", "message", "matches"),
    [
        ("", "anything", True),
        ("ERROR", "[ERROR] it broke", True),
        ("ERROR", "error", False),
        ("ERROR ARGUMENTS", "ARGUMENTS then ERROR", True),
        ("ERROR ARGUMENTS", "ERROR", False),
        ('"INTERNAL SERVER ERROR"', "500 INTERNAL SERVER ERROR", True),
        ('"INTERNAL SERVER ERROR"', "INTERNAL ERROR", False),
        ("?ERROR ?WARN", "a WARN", True),
        ("?ERROR ?WARN", "INFO", False),
        ("ERROR -Timeout", "ERROR Disk", True),
        ("ERROR -Timeout", "ERROR Timeout", False),
        ("%ERR.?R [0-9]+%", "ERROR 17", True),
        ('{ $.eventType = "UpdateTrail" }', EVENT, True),
        ('{ $.eventType != "UpdateTrail" }', EVENT, False),
        ("{ $.sourceIPAddress = 123.123.* }", EVENT, True),
        ('{ $.arrayKey[0] = "value" }', EVENT, True),
        ("{ $.objectList[1].id = 2 }", EVENT, True),
        ("{ $.SomeObject IS NULL }", EVENT, True),
        ("{ $.SomeOtherObject NOT EXISTS }", EVENT, True),
        ("{ $.latency EXISTS }", EVENT, True),
        ("{ $.ok IS FALSE }", EVENT, True),
        ("{ $.ok IS TRUE }", EVENT, False),
        ("{ $.latency > 50 }", EVENT, True),
        ("{ $.latency >= 50.5 && $.latency < 50.6 }", EVENT, True),
        ("{ $.latency = 5.05e1 }", EVENT, True),
        ("{ ($.latency > 99 || $.ok IS FALSE) && $.eventType = Update* }", EVENT, True),
        ("{ $.latency > 99 || $.ok IS FALSE && $.eventType = Nothing }", EVENT, False),
        ("{ $.eventType = %^Update% }", EVENT, True),
        ("{ $.eventType = x }", "not json", False),
        ("{ $.ok IS FALSE }", f"2026 INFO {EVENT}", True),
        ("[ip, env, user, at, request, status = 4*, bytes]", ACCESS, True),
        ("[ip, env, user, at, request, status = 5*, bytes]", ACCESS, False),
        ("[ip, env, user, at, request = *html*, status = 4*, bytes > 1000]", ACCESS, True),
        ("[..., status = 404, bytes]", ACCESS, True),
        ("[ip, user]", ACCESS, False),
    ],
)
def test_what_a_pattern_selects(pattern: str, message: str, matches: bool) -> None:
    assert (matcher(pattern)(message) is not None) is matches


def test_fields_of_a_match() -> None:
    row = matcher("[ip, ..., status, bytes]")(ACCESS)
    assert row is not None
    assert (row["$ip"], row["$status"], row["$bytes"]) == ("127.0.0.1", "404", "1534")
    fields = matcher("{ $.latency > 0 }")(EVENT)
    assert fields is not None
    assert fields["$.latency"] == 50.5
    assert fields.get("$.objectList[0].name") == "a"
    assert fields.get("$.nowhere.at.all") is None


@pytest.mark.parametrize("pattern", ["{ $.a }", "{ $.a = }", "{ ($.a = 1 }", "{ $.a = 1 } }"])
def test_a_broken_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidPattern):
        matcher(pattern)
