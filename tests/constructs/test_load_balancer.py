"""What is asked of a load balancer."""

import pytest

from stratiform.errors import WrongUse

pytestmark = pytest.mark.synth


def test_an_application_load_balancer_asks_a_path_whether_a_task_is_well():
    from stratiform.constructs import LoadBalancer

    with pytest.raises(WrongUse, match="needs a path"):
        LoadBalancer(health=None)
    assert LoadBalancer(kind="network", health=None).health is None


def test_public_and_internal_are_application_load_balancers():
    from stratiform.constructs import LoadBalancer

    assert LoadBalancer.public().is_public
    assert not LoadBalancer.internal().is_public
    assert {LoadBalancer.public().kind, LoadBalancer.internal().kind} == {"application"}
