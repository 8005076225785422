from typing import Any

from check.asserting import answer, shown, verdict
from networks import NETWORK, subnet

PUBLIC_B: dict[str, Any] = subnet("PublicB", zone="us-east-1b", way="internet")


def test_public_and_private_subnets_in_two_zones() -> None:
    row = answer("networks_span_zones", {"zones": 2}, NETWORK | PUBLIC_B)
    assert row.verdict == "PASS"
    assert shown(row)[0] == "Vpc"


def test_one_public_zone_is_too_few() -> None:
    row = answer("networks_span_zones", {}, NETWORK)
    assert (row.verdict, row.says) == ("FAIL", "Vpc has public subnets in 1 zones and private ones in 2.")


def test_more_may_be_asked_for() -> None:
    assert verdict("networks_span_zones", {"zones": 3}, NETWORK | PUBLIC_B) == "FAIL"
    assert verdict("networks_span_zones", {}, {"Queue": ("AWS::SQS::Queue", {})}) == "NOT-APPLICABLE"
