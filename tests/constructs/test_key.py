"""One key for all that a stack holds, where the tier wants one."""

import pytest

from stratiform.tiers import DEV, PROD
from systems import part, system

pytestmark = pytest.mark.synth


def test_a_stack_has_one_key_however_much_asks_for_it():
    from stratiform.constructs.key import stack_key

    graph = system(lambda main: [stack_key(main), stack_key(main)])
    (key,) = graph.of_type("AWS::KMS::Key")
    assert key.path == "local/Main/DataKey/Resource"


def test_its_material_is_renewed_and_it_lives_as_long_as_the_data():
    from stratiform.constructs.key import stack_key

    for tier, policy in ((DEV, "Delete"), (PROD, "Retain")):
        key = part(system(stack_key, tier), "DataKey")
        assert key.properties["EnableKeyRotation"] is True
        assert key.deletion_policy == policy


def test_the_tier_decides_unless_a_key_is_given():
    from stratiform.constructs.key import key_for, stack_key

    found = {}

    def build(main):
        given = stack_key(main)
        found["given"] = key_for(main, given) is given
        found["none"] = key_for(main, None) is None

    system(build, DEV)
    assert found == {"given": True, "none": True}
    system(build, PROD)
    assert found == {"given": True, "none": False}
