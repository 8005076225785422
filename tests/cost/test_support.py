"""Extended support is charged once standard support has ended, and announced before."""

from __future__ import annotations

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(("version", "monthly"), [("1.23", 438), ("1.29", 438), ("1.31", 73), ("1.34", 73)])
def test_a_cluster_pays_for_an_old_version(charge_of: ChargeOf, version: str, monthly: int) -> None:
    assert charge_of("AWS::EKS::Cluster", {"Version": version}).monthly == monthly


def test_what_is_going_to_end_is_told(charge_of: ChargeOf) -> None:
    notes = charge_of("AWS::EKS::Cluster", {"Version": "1.33"}).notes
    assert notes == (
        "Standard support of eks 1.33 ends in 2026-07; from then on extended support is charged",
    )


def test_a_version_that_only_looks_alike_is_not_old(charge_of: ChargeOf) -> None:
    properties = {"Engine": "postgres", "EngineVersion": "110", "DBInstanceClass": "db.t3.micro"}
    assert charge_of("AWS::RDS::DBInstance", properties).notes == ()
