"""A function is called by any of its names; its answer, its error and its logs come back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from local.functions import function
from stratiform.errors import MachineFailed, WrongUse
from stratiform.local.cloud import Cloud
from stratiform.local.deployment import Deployment
from stratiform.local.invoke import Answer, invoke

pytestmark = pytest.mark.local
Call = Callable[..., Answer]


@pytest.fixture(scope="module")
def deployment(cloud: Cloud) -> Deployment:
    return function(cloud, "invoked")


@pytest.mark.parametrize("name", ["Shop/invoked", "invoked", "Id"])
def test_the_answer_comes_back(cloud: Cloud, deployment: Deployment, name: str) -> None:
    answer = invoke(name, {"n": 21}, deployment, cloud)
    assert (answer.payload, answer.error) == ({"doubled": 42}, None)
    assert any("got 21" in line for line in answer.logs)


def test_an_error_comes_back_as_one(cloud: Cloud, deployment: Deployment) -> None:
    answer = invoke("invoked", {"fail": True}, deployment, cloud)
    assert answer.error == "Unhandled"
    assert answer.payload["errorMessage"] == "asked to"


def test_an_unknown_name_is_answered_with_the_closest(cloud: Cloud, deployment: Deployment) -> None:
    with pytest.raises(WrongUse) as raised:
        invoke("invokd", {}, deployment, cloud)
    assert raised.value.fix == "Did you mean invoked?"


def test_a_function_that_is_gone_is_told(cloud: Cloud) -> None:
    deployment = function(cloud, "vanished")
    cloud.functions().delete_function(FunctionName="vanished")
    with pytest.raises(MachineFailed, match="vanished was not invoked"):
        invoke("vanished", {}, deployment, cloud)


def test_who_calls_a_service_is_told_how_to(cloud: Cloud, deployment: Deployment) -> None:
    service = dataclasses.replace(
        deployment.resources[0],
        logical_id="Web1",
        path="Shop/Web/Resource/Service",
        type="AWS::ECS::Service",
        physical_id="arn:aws:ecs:us-east-1:000000000000:service/shop/web",
    )
    both = dataclasses.replace(deployment, resources=(*deployment.resources, service))
    with pytest.raises(WrongUse, match="Shop/Web is a service") as raised:
        invoke("Web", {}, both, cloud)
    assert "strat exec Web" in raised.value.fix
