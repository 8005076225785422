"""Canary and blue/green: the weights go to the new tasks by steps, and back where those are no good."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from local.emulator.ecs.conftest import SERVER
from waiting import until

pytestmark = pytest.mark.local
REFUSING = """
import time

def handler(event, context):
    time.sleep(0.5)  # the share of before is seen meanwhile
    print(event["lifecycleStage"])
    details = event["executionDetails"]
    assert details["serviceArn"].endswith(":service/shifts/shifts"), details
    return {"hookStatus": "FAILED"}
"""


def server(version: str) -> str:
    return f"VERSION = {version!r}\n{SERVER}"


def template(containers: Any, program: str, **configuration: Any) -> dict[str, Any]:
    """A service with two target groups, which a rule weighs, as the CDK writes it."""
    made: dict[str, Any] = containers.template("shifts", containers.image(program))
    resources = made["Resources"]
    resources["Alternate"] = {
        **resources["Group"],
        "Properties": resources["Group"]["Properties"] | {"Name": "shifts2"},
    }
    groups = [
        {"TargetGroupArn": {"Ref": name}, "Weight": weight}
        for name, weight in (("Group", 100), ("Alternate", 0))
    ]
    resources["Rule"] = {
        "Type": "AWS::ElasticLoadBalancingV2::ListenerRule",
        "Properties": {
            "ListenerArn": {"Ref": "Listener"},
            "Priority": 1,
            "Conditions": [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/*"]}}],
            "Actions": [{"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}],
        },
    }
    resources["Role"] = {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                        "Action": "sts:AssumeRole",
                    }
                ]
            }
        },
    }
    resources["Hook"] = {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Runtime": "python3.13",
            "Handler": "index.handler",
            "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            "Code": {"ZipFile": REFUSING},
        },
    }
    service = resources["Service"]["Properties"]
    service["LoadBalancers"][0]["AdvancedConfiguration"] = {
        "AlternateTargetGroupArn": {"Ref": "Alternate"},
        "ProductionListenerRule": {"Ref": "Rule"},
        "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
    }
    service["DeploymentConfiguration"] |= configuration
    return made


class Watch:
    """The share of the alternate group, as it changed."""

    def __init__(self, containers: Any) -> None:
        self._elb = elb = containers.client("elbv2")
        (group,) = elb.describe_target_groups(Names=["shifts2"])["TargetGroups"]
        self._alternate = group["TargetGroupArn"]
        (balancer,) = elb.describe_load_balancers(Names=["shifts"])["LoadBalancers"]
        (listener,) = elb.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
        rules = elb.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]
        (self._rule,) = [rule["RuleArn"] for rule in rules if rule["Priority"] == "1"]
        self.shares: list[int] = []

    def look(self) -> None:
        """One call, so that no share is over before it is seen."""
        (rule,) = self._elb.describe_rules(RuleArns=[self._rule])["Rules"]
        groups = rule["Actions"][0]["ForwardConfig"]["TargetGroups"]
        weights = {one["TargetGroupArn"]: one["Weight"] for one in groups}
        assert sum(weights.values()) == 100
        if self.shares[-1:] != [weights[self._alternate]]:
            self.shares.append(weights[self._alternate])


@contextmanager
def watching(containers: Any) -> Iterator[Watch]:
    watch, done = Watch(containers), threading.Event()

    def work() -> None:
        while not done.wait(0.05):
            watch.look()

    watch.look()
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield watch
    finally:
        done.set()
        thread.join()
        watch.look()


def registered(containers: Any) -> dict[str, int]:
    elb = containers.client("elbv2")
    return {
        group["TargetGroupName"]: len(
            elb.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"]
        )
        for group in elb.describe_target_groups()["TargetGroups"]
        if group["TargetGroupName"].startswith("shifts")
    }


def test_traffic_shifts_by_steps_and_goes_back_where_the_new_version_is_no_good(containers: Any) -> None:
    canary = {
        "Strategy": "CANARY",
        "CanaryConfiguration": {"CanaryPercent": 20, "CanaryBakeTimeInMinutes": 1},
        "BakeTimeInMinutes": 1,
    }
    made = template(containers, server("first"), **canary)
    assert containers.deploy("shifts", made) == "CREATE_COMPLETE", containers.reasons("shifts")
    assert containers.get("shifts")["version"] == "first"
    assert registered(containers) == {"shifts": 1, "shifts2": 0}

    with watching(containers) as watch:
        began = time.monotonic()
        made = template(containers, server("second"), **canary)
        assert containers.deploy("shifts", made) == "UPDATE_COMPLETE", containers.reasons("shifts")
        assert time.monotonic() - began > 2  # a minute of the canary and one of the bake time
    assert watch.shares == [0, 20, 100]
    assert containers.get("shifts")["version"] == "second"
    until(lambda: registered(containers) == {"shifts": 0, "shifts2": 1})

    with watching(containers) as watch:
        made = template(containers, "raise SystemExit('no good')\n", **canary)
        assert containers.deploy("shifts", made) == "UPDATE_ROLLBACK_COMPLETE"
    assert "no good" in containers.reasons("shifts")
    assert watch.shares == [100]

    hook = {
        "HookTargetArn": {"Fn::GetAtt": ["Hook", "Arn"]},
        "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
        "LifecycleStages": ["POST_PRODUCTION_TRAFFIC_SHIFT"],
    }
    with watching(containers) as watch:
        made = template(containers, server("refused"), Strategy="BLUE_GREEN", LifecycleHooks=[hook])
        assert containers.deploy("shifts", made) == "UPDATE_ROLLBACK_COMPLETE"
    assert "answered FAILED at POST_PRODUCTION_TRAFFIC_SHIFT" in containers.reasons("shifts")
    assert watch.shares == [100, 0, 100]
    assert containers.get("shifts")["version"] == "second"

    made = template(containers, server("third"), Strategy="BLUE_GREEN", BakeTimeInMinutes=0)
    assert containers.deploy("shifts", made) == "UPDATE_COMPLETE", containers.reasons("shifts")
    assert containers.get("shifts")["version"] == "third"
    until(lambda: registered(containers) == {"shifts": 1, "shifts2": 0})
