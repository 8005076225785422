from __future__ import annotations

from stratiform.check import native
from stratiform.check.catalogue import catalogue
from stratiform.check.engines.same import SAME


def test_every_id_exists_on_both_sides() -> None:
    validators = {str(rule.id) for rule in native.engine().list_rules()}
    assert {id_ for id_ in SAME if not id_.startswith("@aws-cdk/")} <= validators
    assert {id_ for ids in SAME.values() for id_ in ids} <= set(catalogue())
