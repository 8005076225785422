"""An environment is where the settings say, tagged and named, and its synthesis asks nobody."""

import json
from pathlib import Path

import pytest

from stratiform.errors import NoEnvironment, SettingsError, UnknownEnvironment, WrongUse
from stratiform.settings import load
from stratiform.testing import synthesize
from stratiform.tiers import DEV, PROD
from systems import SETTINGS, part, stack, system

pytestmark = pytest.mark.synth

TOML = """
project = "shop"
owner = "team-a"
[tags]
Repository = "shop-code"
[environments.prod]
account = "123456789012"
region = "eu-west-1"
zones = ["eu-west-1b", "eu-west-1c"]
tier = "prod"
[environments.half]
region = "eu-west-1"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The working folder of an app with settings."""
    (tmp_path / "stratiform.toml").write_text(TOML)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def topic(app):
    import aws_cdk as cdk
    from aws_cdk import aws_sns as sns

    from stratiform.constructs import Environment

    environment = Environment(app)
    sns.Topic(cdk.Stack(environment, "Main"), "Topic")
    return environment


def only_stack(graph):
    (found,) = graph.stacks.values()
    return found


def test_the_environment_is_local_unless_the_context_says_another(folder):
    local, prod = only_stack(synthesize(topic)), only_stack(synthesize(topic, environment="prod"))
    assert (local.account, local.region) == ("000000000000", "us-east-1")
    assert (prod.account, prod.region) == ("123456789012", "eu-west-1")


def test_an_incomplete_or_unknown_environment_fails_whatever_credentials_are_there(folder, monkeypatch):
    monkeypatch.setenv("CDK_DEFAULT_ACCOUNT", "999999999999")
    with pytest.raises(SettingsError, match="half has no account"):
        synthesize(topic, environment="half")
    with pytest.raises(UnknownEnvironment, match="no environment test"):
        synthesize(topic, environment="test")


def test_everything_carries_the_tags(folder):
    (resource,) = synthesize(topic, environment="prod").of_type("AWS::SNS::Topic")
    tags = {tag["Key"]: tag["Value"] for tag in resource.properties["Tags"]}
    assert tags == {
        "Project": "shop",
        "Environment": "prod",
        "stratiform:tier": "prod",
        "Owner": "team-a",
        "Repository": "shop-code",
    }


def test_a_plain_vpc_gets_its_zones_from_the_environment_without_a_lookup(folder):
    from aws_cdk import aws_ec2 as ec2

    graph = synthesize(lambda app: ec2.Vpc(topic(app).node.find_child("Main"), "Vpc"), environment="prod")
    zones = {subnet.properties["AvailabilityZone"] for subnet in graph.of_type("AWS::EC2::Subnet")}
    assert zones == {"eu-west-1b", "eu-west-1c"}
    folder_of_assembly = only_stack(graph).template.parent
    assert "missing" not in json.loads((folder_of_assembly / "manifest.json").read_text())


def test_stacks_are_called_after_project_environment_and_suffix(folder):
    assert only_stack(synthesize(topic)).name == "shop-local-Main"
    pr12 = synthesize(topic, context={"environmentSuffix": "pr12"})
    assert only_stack(pr12).name == "shop-local-pr12-Main"


def named(suffix=None, context=None, **settings):
    """A name in the environment, under these settings."""
    import aws_cdk as cdk

    from stratiform.constructs import Environment

    chosen = load(Path.cwd()) if not settings else SETTINGS.__class__(**{**vars(SETTINGS), **settings})
    environment = Environment(cdk.App(context=context or {}), settings=chosen, suffix=suffix)
    return environment.name_of("handler", "function")


def test_the_suffix_of_the_context_wins_over_the_settings(folder):
    (folder / "stratiform.toml").write_text('project = "shop"\n[environments.local]\nsuffix = "blue"')
    assert named() == "shop-local-blue-handler"
    assert named(context={"environmentSuffix": "pr12"}) == "shop-local-pr12-handler"
    assert named(context={"environmentSuffix": ""}) == "shop-local-blue-handler"


def test_a_suffix_that_cannot_be_in_a_name_is_refused(folder):
    with pytest.raises(SettingsError, match="'pr 12'"):
        named(suffix="pr 12")


def test_a_suffix_that_the_names_would_not_show_is_refused(folder):
    assert named(names="{project}-{component}") == "shop-handler"
    with pytest.raises(SettingsError, match="same names"):
        named(suffix="pr12", names="{project}-{component}")


def test_environment_and_tier_are_known_anywhere_below(folder):
    import aws_cdk as cdk
    from aws_cdk import aws_sns as sns

    from constructs import Construct
    from stratiform.constructs import Environment, environment_of, tier_of

    environment = Environment(cdk.App(), tier=PROD)
    deep = sns.Topic(Construct(cdk.NestedStack(cdk.Stack(environment, "Main"), "Nested"), "Group"), "Topic")
    assert environment_of(deep) is environment
    assert tier_of(deep) == PROD
    assert tier_of(environment) == PROD
    assert Environment(cdk.App()).tier == DEV


def test_outside_an_environment_the_error_says_where_and_what_to_do(folder):
    import aws_cdk as cdk

    from stratiform.constructs import Table, tier_of

    plain = cdk.Stack(cdk.App(), "Plain")
    with pytest.raises(NoEnvironment, match="Plain is not inside an Environment"):
        tier_of(plain)
    with pytest.raises(NoEnvironment) as raised:
        Table(plain, "Orders", key="id")
    assert raised.value.where == "Plain/Orders"
    assert "Environment(app)" in raised.value.fix


def test_a_component_is_its_path_and_the_stack_goes_where_it_is_called_like_the_project():
    import aws_cdk as cdk

    from constructs import Construct
    from stratiform.constructs import Environment
    from stratiform.constructs.environment import component_of

    environment = Environment(cdk.App(), settings=SETTINGS)
    other, same = cdk.Stack(environment, "Billing"), cdk.Stack(environment, "Shop")
    assert component_of(Construct(Construct(other, "Api"), "SendInvoice")) == "billing-api-send-invoice"
    assert component_of(Construct(same, "Handler")) == "handler"
    assert component_of(Construct(Construct(same, "Orders"), "Orders")) == "orders"
    assert component_of(same) == "shop"


def test_two_things_of_one_kind_with_one_name_are_refused():
    from constructs import Construct
    from stratiform.constructs.environment import name_of

    main = stack()
    name_of(Construct(main, "OrderWorker"), "function")
    name_of(Construct(main, "Orderworker"), "function")
    name_of(Construct(main, "order-worker"), "api")
    with pytest.raises(
        WrongUse, match="local/Main/order_worker would both be called shop-local-main-order-worker"
    ):
        name_of(Construct(main, "order_worker"), "function")


def test_arguments_override_the_file_for_tests():
    from aws_cdk import aws_sns as sns

    graph = system(lambda main: sns.Topic(main, "Topic"), cost_center="42")
    tags = {tag["Key"]: tag["Value"] for tag in part(graph, "Topic").properties["Tags"]}
    assert tags["CostCenter"] == "42"
