"""New tasks take over task by task, or beside the old ones; a failed start goes back by itself."""

import pytest

from containers import IMAGE, on_cluster
from stratiform.errors import WrongUse
from stratiform.tiers import DEV, PROD, STAGING
from systems import part

pytestmark = pytest.mark.synth


def deployed(tier=DEV, **options):
    from stratiform.constructs import Container, Service

    def build(main, cluster):
        container = Container(image=IMAGE, port=8080)
        Service(main, "Web", cluster=cluster, container=container, **options)

    graph = on_cluster(build, tier)
    return graph, part(graph, "Web/Resource/Service").properties["DeploymentConfiguration"]


@pytest.mark.parametrize(
    ("tier", "strategy", "bake"),
    [(DEV, None, None), (STAGING, "BLUE_GREEN", 1), (PROD, "CANARY", 10)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_tier_decides_behind_a_load_balancer(tier, strategy, bake):
    _, found = deployed(tier, load_balancer="internal")
    assert (found.get("Strategy"), found.get("BakeTimeInMinutes")) == (strategy, bake)


@pytest.mark.parametrize("tier", [DEV, PROD], ids=lambda tier: tier.name)
def test_without_a_load_balancer_it_rolls(tier):
    _, found = deployed(tier)
    assert "Strategy" not in found


@pytest.mark.parametrize("tier", [DEV, PROD], ids=lambda tier: tier.name)
def test_there_are_never_fewer_tasks_and_a_failed_start_goes_back(tier):
    _, found = deployed(tier, load_balancer="public")
    assert found["DeploymentCircuitBreaker"] == {"Enable": True, "Rollback": True}
    assert (found["MinimumHealthyPercent"], found["MaximumPercent"]) == (100, 200)


def test_what_is_given_wins():
    from stratiform.constructs import Deployment

    chosen = Deployment(strategy="canary", canary_percent=20, canary_minutes=2, bake_minutes=3)
    _, found = deployed(load_balancer="public", deployment=chosen)
    assert found["CanaryConfiguration"] == {"CanaryBakeTimeInMinutes": 2, "CanaryPercent": 20}
    assert found["BakeTimeInMinutes"] == 3
    _, found = deployed(PROD, load_balancer="public", deployment=Deployment(strategy="rolling"))
    assert "Strategy" not in found


def test_traffic_cannot_shift_where_nothing_balances_it():
    from stratiform.constructs import Deployment

    with pytest.raises(WrongUse, match=r"could shift traffic \(canary\)") as raised:
        deployed(deployment=Deployment(strategy="canary"))
    assert raised.value.where == "local/Main/Web"
