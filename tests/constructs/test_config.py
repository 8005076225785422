"""Configuration apart from code: AppConfig, its events, and the sidecar that follows them."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase

import pytest

from constructs import Construct
from containers import IMAGE, on_cluster
from stratiform.errors import WrongUse
from stratiform.testing import assert_uses
from stratiform.tiers import DEV, PROD
from systems import part, stack, statements, system

pytestmark = pytest.mark.synth

FLAGS = {"new-cart": {"enabled": True, "size": 3}, "old": {}}


def only(graph, type_):
    [found] = graph.of_type(type_)
    return found


def with_agent(tier=DEV, events=True, **options):
    from stratiform.constructs import Config, ConfigEvents, Container, Secret, Service

    def build(main, cluster):
        service = Service(main, "Web", cluster=cluster, container=Container(image=IMAGE, port=8080))
        flags = Config(main, "Flags", flags=FLAGS)
        password = Secret(main, "Password")
        told = ConfigEvents(main, "Events") if events else None
        service.with_config(flags, password, events=told, **options)

    return on_cluster(build, tier)


@pytest.fixture(scope="module")
def agent():
    return with_agent()


def containers(graph):
    definition = only(graph, "AWS::ECS::TaskDefinition").properties
    return {each["Name"]: each for each in definition["ContainerDefinitions"]}


def environment(container):
    return {each["Name"]: each["Value"] for each in container.get("Environment", ())}


def test_flags_are_written_in_appconfigs_own_form():
    from stratiform.constructs import Config

    graph = system(lambda main: Config(main, "Flags", flags=FLAGS))
    profile = only(graph, "AWS::AppConfig::ConfigurationProfile").properties
    assert profile["Type"] == "AWS.AppConfig.FeatureFlags"
    assert json.loads(only(graph, "AWS::AppConfig::HostedConfigurationVersion").properties["Content"]) == {
        "version": "1",
        "flags": {
            "new-cart": {"name": "new-cart", "attributes": {"size": {"constraints": {"type": "number"}}}},
            "old": {"name": "old"},
        },
        "values": {"new-cart": {"enabled": True, "size": 3}, "old": {"enabled": False}},
    }


@pytest.mark.parametrize(("tier", "growth", "minutes"), [(DEV, 100, 0), (PROD, 20, 30)])
def test_the_tier_says_how_fast_a_version_spreads(tier, growth, minutes):
    from stratiform.constructs import Config

    graph = system(lambda main: Config(main, "Settings", content={"a": 1}), tier)
    found = only(graph, "AWS::AppConfig::DeploymentStrategy").properties
    assert (found["GrowthFactor"], found["DeploymentDurationInMinutes"]) == (growth, minutes)


def test_deployments_tell_eventbridge_from_the_first_on():
    from stratiform.constructs import Config

    graph = system(lambda main: Config(main, "Settings", content={"a": 1}))
    association = only(graph, "AWS::AppConfig::ExtensionAssociation")
    assert "DeploymentNotificationsToEventBridge" in association.properties["ExtensionIdentifier"]
    deployment = only(graph, "AWS::AppConfig::Deployment")
    assert association.address in {edge.target for edge in graph.out_of(deployment.address)}


def test_a_schema_is_a_validator():
    from stratiform.constructs import Config

    schema = {"type": "object", "required": ["a"]}
    graph = system(lambda main: Config(main, "Settings", content={"a": 1}, schema=schema))
    [validator] = only(graph, "AWS::AppConfig::ConfigurationProfile").properties["Validators"]
    assert (validator["Type"], json.loads(validator["Content"])) == ("JSON_SCHEMA", schema)


@pytest.mark.parametrize("options", [{}, {"content": {}, "flags": {}}, {"file": "missing.json"}])
def test_what_it_holds_must_be_said_once_and_be_readable(options):
    from stratiform.constructs import Config

    with pytest.raises(WrongUse):
        Config(stack(), "Settings", **options)


def test_the_application_starts_when_the_agent_is_healthy(agent):
    found = containers(agent)
    sidecar, [main] = found.pop("config-agent"), found.values()
    assert sidecar["HealthCheck"]["Command"] == ["CMD", "python", "-m", "stratiform.agent", "healthcheck"]
    assert main["DependsOn"] == [{"Condition": "HEALTHY", "ContainerName": "config-agent"}]
    assert sidecar["ReadonlyRootFilesystem"] is True


def test_definitions_carry_identifiers_and_never_values(agent):
    found = containers(agent)
    known = environment(found["web"])
    assert set(known) >= {"FLAGS_CONFIG_URL", "PASSWORD_SECRET_ARN", "SECRETS_URL"}
    for container in found.values():
        assert [secret["Name"] for secret in container["Secrets"]] == ["AWS_TOKEN"]


def test_the_task_may_read_exactly_what_it_keeps(agent):
    rights = list(statements(agent, "Web/Role/DefaultPolicy"))
    granted = {action for _, actions, _ in rights for action in actions}
    assert {action for action in granted if action.startswith("appconfig")} == {
        "appconfig:StartConfigurationSession",
        "appconfig:GetLatestConfiguration",
        "appconfig:ListDeployments",
        "appconfig:GetHostedConfigurationVersion",
    }
    assert all(resource != "*" for _, _, resource in rights)
    for resource, access in {"Password": "read", "Flags": "read", "Events/Topic": "read-write"}.items():
        assert_uses(agent, "Web", resource, access)


def test_the_task_may_read_the_versions_of_its_own_profile_alone(agent):
    profile, application = (
        only(agent, f"AWS::AppConfig::{kind}").address.logical_id
        for kind in ("ConfigurationProfile", "Application")
    )
    [*readable] = [
        resource
        for _, actions, resource in statements(agent, "Web/Role/DefaultPolicy")
        if "appconfig:GetHostedConfigurationVersion" in actions
    ]
    named = [
        "".join(each if isinstance(each, str) else f"<{each.get('Ref')}>" for each in found["Fn::Join"][1])
        for resource in readable
        for found in (resource if isinstance(resource, list) else [resource])
    ]
    mine = f"application/<{application}>"
    assert [each.partition(":000000000000:")[2] for each in named] == [
        mine,
        f"{mine}/configurationprofile/<{profile}>",
        f"{mine}/configurationprofile/<{profile}>/hostedconfigurationversion/*",
    ]


def test_without_events_the_agent_polls_and_may_make_no_queue():
    graph = with_agent(events=False)
    assert "EVENTS_TOPIC_ARN" not in environment(containers(graph)["config-agent"])
    granted = {action for _, actions, _ in statements(graph, "Web/Role/DefaultPolicy") for action in actions}
    assert not {action for action in granted if action.startswith(("sqs:", "sns:"))}


def test_a_task_touches_the_queues_of_its_own_service_alone(agent):
    from stratiform.agent.events.queue import name_of

    [pattern] = [
        re.search(r"cfg-[\w?-]*", str(resource)).group()
        for _, actions, resource in statements(agent, "Web/Role/DefaultPolicy")
        if "sqs:DeleteQueue" in actions
    ]
    service = environment(containers(agent)["config-agent"])["SERVICE_NAME"]
    assert fnmatchcase(name_of(service, "arn:aws:ecs:us-east-1:000000000000:task/main/1"), pattern)
    assert not fnmatchcase(
        name_of(f"{service}-admin", "arn:aws:ecs:us-east-1:000000000000:task/main/1"), pattern
    )
    [condition] = [
        one["Condition"]["StringLikeIfExists"]
        for one in part(agent, "Web/Role/DefaultPolicy").properties["PolicyDocument"]["Statement"]
        if one["Action"] == "sns:Subscribe"
    ]
    assert condition["sns:Protocol"] == "sqs"
    assert pattern in str(condition["sns:Endpoint"])


def test_tasks_that_share_a_queue_make_none_and_may_only_read_it():
    graph = with_agent(shared_queue=True)
    told = environment(containers(graph)["config-agent"])
    queue = part(graph, "Web/ConfigQueue")
    assert told["EVENTS_QUEUE_URL"] == {"Ref": queue.address.logical_id}
    assert "EVENTS_TOPIC_ARN" not in told
    assert "RedrivePolicy" not in queue.properties
    [subscription] = [
        each
        for each in graph.of_type("AWS::SNS::Subscription")
        if queue.address.logical_id in str(each.properties["Endpoint"])
    ]
    assert subscription.properties["RawMessageDelivery"] is True
    granted = {action for _, actions, _ in statements(graph, "Web/Role/DefaultPolicy") for action in actions}
    own = {action for action in granted if action.startswith(("sqs:", "sns:"))}
    assert own == {"sqs:ReceiveMessage", "sqs:DeleteMessage"}
    assert_uses(graph, "Web", "Web/ConfigQueue", "read")


@pytest.fixture(scope="module")
def parts():
    """Two services, one with an agent, and what they could be given; no synthesis."""
    from stratiform.constructs import Cluster, Config, Container, Network, Secret, Service

    main, other = stack(), stack()
    cluster = Cluster(main, "Cluster", network=Network(main, "Network"))
    made = {
        "first": Service(main, "First", cluster=cluster, container=Container(image=IMAGE, port=8080)),
        "second": Service(main, "Second", cluster=cluster, container=Container(image=IMAGE, port=8080)),
        "flags": Config(main, "Flags", content={}),
        "same id": Config(Construct(main, "Other"), "Flags", content={}),
        "of another": Secret(other, "Password"),
    }
    made["first"].with_config(made["flags"])
    return made


@pytest.mark.parametrize(
    ("task", "kept", "options", "says"),
    [
        ("first", ["flags"], {}, "has a config agent already"),
        ("second", [], {}, "nothing to serve"),
        ("second", ["of another"], {}, "in another environment than local/Main/Password"),
        ("second", ["flags", "same id"], {}, "two variables FLAGS_CONFIG_URL"),
        ("second", ["flags"], {"poll": 5}, "every 5 s"),
        ("second", ["flags"], {"shared_queue": True}, "queue of no events"),
    ],
)
def test_what_cannot_be_served_is_refused_where_it_is_said(parts, task, kept, options, says):
    with pytest.raises(WrongUse) as raised:
        parts[task].with_config(*(parts[name] for name in kept), **options)
    assert says in raised.value.what
    assert raised.value.where == parts[task].node.path
    assert raised.value.fix


def test_events_reach_the_topic_and_the_janitor_removes_what_is_left(agent):
    rules = [rule.properties for rule in agent.of_type("AWS::Events::Rule")]
    sources = [rule["EventPattern"]["source"][0] for rule in rules if "EventPattern" in rule]
    assert sorted(sources) == [
        "aws.appconfig",
        "aws.ecs",
        "aws.secretsmanager",
        "aws.secretsmanager",
        "aws.ssm",
    ]
    assert [rule for rule in rules if rule.get("ScheduleExpression") == "rate(1 day)"]
    granted = {
        action
        for _, actions, _ in statements(agent, "Events/Janitor/Role/DefaultPolicy")
        for action in actions
    }
    assert "sqs:DeleteQueue" in granted
    [stopped] = [rule["EventPattern"] for rule in rules if "aws.ecs" in str(rule.get("EventPattern"))]
    assert stopped["detail"] == {"lastStatus": ["STOPPED"], "containers": {"name": ["config-agent"]}}
    assert part(agent, "Events/Topic").type == "AWS::SNS::Topic"
