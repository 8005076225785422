"""Configurations and secrets as files: who writes them, who reads them, and never a secret on a disk."""

from __future__ import annotations

import pytest

from containers import IMAGE, on_cluster
from containers import container as container_of
from containers import definition as definition_of
from containers import variables as variables_of
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.outputs import Hook, Part
from stratiform.agent.outputs import read as read_outputs
from stratiform.agent.variables import Variables
from stratiform.errors import WrongUse
from stratiform.tiers import PROD
from systems import part, stack

pytestmark = pytest.mark.synth


def with_files(capacity=None, hardening=None, **options):
    """A service with a flag, a secret with fields, and files of what ``options`` say of both."""
    from stratiform.constructs import Config, ConfigFiles, Container, Hardening, Secret, Service

    def build(main, cluster):
        flags = Config(main, "Flags", content={"a": 1})
        login = Secret(main, "Login", fields={"username": "web"}, field="password")
        container = Container(image=IMAGE, port=8080, hardening=hardening or Hardening())
        service = Service(main, "Web", cluster=cluster, container=container)
        held = {"flags.json": flags}
        if capacity is not None:
            held |= {"login.json": login, "password": (login, "password")}
        service.with_config(files=ConfigFiles(files=held, **options))

    return on_cluster(build, PROD, capacity=capacity) if capacity else on_cluster(build)


@pytest.fixture(scope="module")
def fargate():
    return with_files()


@pytest.fixture(scope="module")
def instances():
    from stratiform.constructs import Ec2Capacity, Hardening

    relaxed = Hardening.relaxed(root_user="its own user")
    return with_files(Ec2Capacity(), relaxed, folder="/etc/web", tell="/reload")


def volume(graph):
    [found] = [each for each in definition_of(graph, "Web")["Volumes"] if each["Name"] == "config-files"]
    return found


def agent(graph):
    [at] = [
        number
        for number, each in enumerate(definition_of(graph, "Web")["ContainerDefinitions"])
        if each["Name"] == "config-agent"
    ]
    return container_of(graph, "Web", at)


def mount(container):
    [found] = [each for each in container["MountPoints"] if each["SourceVolume"] == "config-files"]
    return found["ContainerPath"], found["ReadOnly"]


def as_started(graph):
    """The agent's variables, as ECS starts it: references are their logical ids."""

    def text(value):
        if isinstance(value, str):
            return value
        if "Ref" in value:
            return value["Ref"]
        return "".join(text(each) for each in value["Fn::Join"][1])

    return {each["Name"]: text(each["Value"]) for each in agent(graph)["Environment"]}


def test_the_agent_writes_and_the_application_reads(fargate):
    assert mount(agent(fargate)) == ("/config", False)
    assert mount(container_of(fargate, "Web")) == ("/config", True)
    assert variables_of(fargate, "Web")["CONFIG_FILES"] == "/config"
    assert variables_of(fargate, "Web")["FLAGS_CONFIG_URL"]  # what is a file is served, too


def test_fargate_shares_its_disk_and_instances_share_memory(fargate, instances):
    assert volume(fargate) == {"Name": "config-files"}
    shared = volume(instances)["DockerVolumeConfiguration"]
    assert (shared["Driver"], shared["Scope"]) == ("local", "task")
    assert (shared["DriverOpts"]["type"], shared["DriverOpts"]["device"]) == ("tmpfs", "tmpfs")
    assert {"nosuid", "noexec", "uid=10001", "mode=0755"} <= set(shared["DriverOpts"]["o"].split(","))


def test_the_agent_understands_what_it_is_told(fargate, instances):
    told = read_outputs(Variables(as_started(fargate)))
    assert set(told.files) == {"flags.json"}
    assert (told.mode, told.hook) == (0o400, Hook())
    variables = as_started(instances)
    told = read_outputs(Variables({**variables, "FILES_ANYWHERE": "true"}))
    [whole, field] = told.files["login.json"], told.files["password"]
    assert isinstance(told.files["flags.json"].profile, Profile)
    assert whole.secret == field.secret
    assert (whole.key, field.key) == (None, "password")
    assert told.files["password"] == Part(secret=variables["SECRETS_PREFETCH"], key="password")


def test_an_application_with_another_user_may_read_and_is_told_of_changes(instances):
    told = as_started(instances)
    assert told["FILES_MODE"] == "0444"
    assert told["HOOK_URL"] == "http://localhost:8080/reload"
    assert mount(container_of(instances, "Web")) == ("/etc/web", True)
    assert agent(instances)["User"] == "10001:10001"


def test_the_token_goes_with_its_stack_and_says_why_it_is_not_rotated(instances):
    token = part(instances, "Web/ConfigToken")
    assert token.deletion_policy == "Delete"
    assert token.metadata["cdk_nag"]["rules_to_suppress"][0]["id"] == "AwsSolutions-SMG4"


@pytest.fixture(scope="module")
def parts():
    """A service on Fargate, a worker-like one without a port, a configuration and a secret; no synthesis."""
    from stratiform.constructs import Cluster, Config, Container, Job, Network, Secret, Service

    main = stack()
    cluster = Cluster(main, "Cluster", network=Network(main, "Network"))
    return {
        "service": Service(main, "Web", cluster=cluster, container=Container(image=IMAGE, port=8080)),
        "job": Job(main, "Job", cluster=cluster, container=Container(image=IMAGE)),
        "flags": Config(main, "Flags", content={}),
        "secret": Secret(main, "Login", fields={"username": "web"}, field="password"),
    }


@pytest.mark.parametrize(
    ("files", "options", "task", "says"),
    [
        ({"a": "secret"}, {}, "service", "on a disk"),
        ({"a": ("secret", "user")}, {}, "service", "no field 'user'"),
        ({"a": ("flags", "x")}, {}, "service", "no field 'x'"),
        ({"a/b": "flags"}, {}, "service", "called 'a/b'"),
        ({"..data": "flags"}, {}, "service", "called '..data'"),
        ({"a": "flags"}, {"folder": "config"}, "service", "files in 'config'"),
        ({"a": "flags"}, {"folder": "/"}, "service", "files in '/'"),
        ({"a": "flags"}, {"tell": "reload"}, "service", "changes at 'reload'"),
        ({"a": "flags"}, {"tell": "/reload"}, "job", "changes at '/reload'"),
    ],
)
def test_what_cannot_be_a_file_is_refused_where_it_is_said(parts, files, options, task, says):
    from stratiform.constructs import ConfigFiles

    def named(held):
        return (parts[held[0]], held[1]) if isinstance(held, tuple) else parts[held]

    chosen = ConfigFiles(files={name: named(held) for name, held in files.items()}, **options)
    with pytest.raises(WrongUse) as raised:
        parts[task].with_config(files=chosen)
    assert says in raised.value.what
    assert raised.value.where == parts[task].node.path
    assert raised.value.fix
