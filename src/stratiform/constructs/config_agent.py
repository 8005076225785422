"""The sidecar that serves a task its configuration and secrets, and hears when they change."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs

from stratiform.constructs import config_files, config_queue
from stratiform.constructs.binding import Access
from stratiform.constructs.config import Config
from stratiform.constructs.config_events import AGENT, ConfigEvents
from stratiform.constructs.config_files import ConfigFiles
from stratiform.constructs.container import Container
from stratiform.constructs.environment import environment_of
from stratiform.constructs.secret import Secret
from stratiform.errors import WrongUse
from stratiform.settings.names import kebab

if TYPE_CHECKING:
    from stratiform.constructs.database import Database
    from stratiform.constructs.task import Task

    Kept: TypeAlias = Config | Secret | Database

HERE = Path(__file__).parent
CONFIGURATIONS = "http://localhost:2772"
SECRETS = "http://localhost:2773"
GUARD = "ConfigToken"
SHORTEST = 15
"""Seconds. AppConfig refuses whoever asks sooner."""
QUEUE_ACTIONS = ("CreateQueue", "TagQueue", "ReceiveMessage", "DeleteMessage", "DeleteQueue")


def add_agent(
    task: Task,
    kept: Sequence[Kept],
    events: ConfigEvents | None,
    poll: int,
    files: ConfigFiles | None,
    shared_queue: bool,
) -> None:
    """Put the agent into ``task``, for exactly ``kept`` and what ``files`` hold. See ``Task.with_config``."""
    kept = tuple(dict.fromkeys((*kept, *(config_files.kept(files) if files else ()))))
    _check(task, kept, events, poll, shared_queue)
    told = config_files.variables(files, task) if files else {}
    configs = [each for each in kept if isinstance(each, Config)]
    secrets = [each for each in kept if not isinstance(each, Config)]
    token = _token(task)
    queue = config_queue.shared_queue(task, events) if shared_queue and events else None
    sidecar = Container(
        source=_image(task),
        environment={
            **_variables(task, configs, secrets, poll),
            **_heard(events, queue),
            **{name: _text(task, value) for name, value in told.items()},
        },
        health=("python", "-m", "stratiform.agent", "healthcheck"),
    )
    agent = task.add_sidecar(AGENT, sidecar)
    if files is not None:
        config_files.share(files, task, agent)
    for container in (agent, task.container):
        container.add_secret("AWS_TOKEN", ecs.Secret.from_secrets_manager(token.secret))
    task.container.add_container_dependencies(
        ecs.ContainerDependency(container=agent, condition=ecs.ContainerDependencyCondition.HEALTHY)
    )
    if queue is not None:
        task.record(queue, Access.READ)
    elif events is not None:
        task.record(events.topic, Access.READ_WRITE)  # it subscribes
    for config in configs:
        task.record(config, Access.READ)
        task.set_variable(_variable(config), f"{CONFIGURATIONS}{config.path}")
    for secret in secrets:
        secret.secret.grant_read(task.role)
        task.set_variable(_variable(secret), secret.secret.secret_arn)
        task.record(secret, Access.READ)
    if secrets:
        task.set_variable("SECRETS_URL", f"{SECRETS}/secretsmanager/get")
    _allow(task, configs, events, queue)


def _token(task: Task) -> Secret:
    """What a reader of secrets must show. It guards against forged requests, and opens nothing elsewhere."""
    token = Secret(task, GUARD, length=48)
    token.secret.apply_removal_policy(cdk.RemovalPolicy.DESTROY)
    reason = "Both containers read it at their start: one that started after a rotation would be refused."
    resource = cast(cdk.CfnResource, token.secret.node.default_child)
    resource.add_metadata("cdk_nag", {"rules_to_suppress": [{"id": "AwsSolutions-SMG4", "reason": reason}]})
    return token


def _variables(
    task: Task,
    configs: Sequence[Config],
    secrets: Sequence[Secret | Database],
    poll: int,
) -> Mapping[str, str]:
    manifest: dict[str, dict[str, str]] = {":".join(config.identifiers): {} for config in configs}
    variables = {
        "MANIFEST": _text(task, manifest) if manifest else "",
        "SECRETS_PREFETCH": ",".join(secret.secret.secret_arn for secret in secrets),
        "POLL_INTERVAL": f"{poll}s",
        "SERVICE_NAME": task.name,
    }
    return {name: value for name, value in variables.items() if value}


def _heard(events: ConfigEvents | None, queue: sqs.Queue | None) -> Mapping[str, str]:
    """Where the agent hears of changes; without it, it polls."""
    if queue is not None:
        return {"EVENTS_QUEUE_URL": queue.queue_url}
    return {"EVENTS_TOPIC_ARN": events.topic.topic_arn} if events else {}


def _text(task: Task, value: object) -> str:
    """A variable's value: text as it is, else JSON."""
    return value if isinstance(value, str) else cdk.Stack.of(task).to_json_string(value)


def _check(
    task: Task, kept: Sequence[Kept], events: ConfigEvents | None, poll: int, shared_queue: bool
) -> None:
    where, environment = task.node.path, environment_of(task)

    def refuse(what: str, fix: str) -> None:
        raise WrongUse(f"{where} {what}", where=where, fix=fix)

    if task.node.try_find_child(GUARD) is not None:
        refuse("has a config agent already.", "Name everything in one with_config(...): it takes several.")
    if not kept:
        refuse("has a config agent with nothing to serve.", "Give with_config a Config, Secret or Database.")
    if poll < SHORTEST:
        refuse(f"would poll every {poll} s.", f"AppConfig answers every {SHORTEST} s: give poll={SHORTEST}.")
    if shared_queue and events is None:
        refuse("would share a queue of no events.", "Give with_config events=ConfigEvents(...), too.")
    for each in (*kept, *([events] if events else ())):
        if environment_of(each) is not environment:
            refuse(f"is in another environment than {each.node.path}.", "Make one in its own environment.")
    names = Counter(_variable(each) for each in kept)
    if twice := next((name for name, count in names.items() if count > 1), None):
        refuse(f"would have two variables {twice}.", "Give one of the two another id.")


def _allow(
    task: Task, configs: Sequence[Config], events: ConfigEvents | None, shared: sqs.Queue | None
) -> None:
    def allow(service: str, actions: Sequence[str], *resources: str, **conditions: object) -> None:
        named = [f"{service}:{action}" for action in actions]
        statement = iam.PolicyStatement(actions=named, resources=list(resources), conditions=conditions)
        task.role.add_to_principal_policy(statement)

    paths = ["secretsmanager"]  # ECS itself reads the token
    for config in configs:
        allow("appconfig", ("StartConfigurationSession", "GetLatestConfiguration"), config.arn)
        # How far a deployment is and what its versions are, which the data plane does not tell.
        allow("appconfig", ("ListDeployments",), config.environment.environment_arn)
        allow("appconfig", ("GetHostedConfigurationVersion",), *config.version_arns)
    if configs:
        paths.append("appconfigdata")
    if shared is not None:
        allow("sqs", config_queue.ACTIONS, shared.queue_arn)
        paths.append("sqs")
    elif events is not None:
        queue = events.queue_of(task.name)
        allow("sqs", QUEUE_ACTIONS, queue)
        own = {"sns:Protocol": "sqs", "sns:Endpoint": queue}
        allow("sns", ("Subscribe",), events.topic.topic_arn, StringLikeIfExists=own)
        paths += ["sqs", "sns"]
    network = task.network
    if network is None:
        return
    if configs and "appconfig" in network.endpoints:
        paths.append("appconfig")  # the agent does without
    for service in paths:
        network.open_path(task, task.connections, service)


def _variable(resource: Kept) -> str:
    ending = "CONFIG_URL" if isinstance(resource, Config) else "SECRET_ARN"
    return f"{kebab(resource.node.id).replace('-', '_').upper()}_{ending}"


def _image(task: Task) -> Path:
    """A build folder beside the assets of the app, with the agent's own source: it needs nothing else."""
    stage = cdk.Stage.of(task)
    assert stage is not None, "every construct of an app stands in a stage"
    made = Path(stage.asset_outdir) / f"config-agent-{task.node.addr}"
    found = find_spec("stratiform")
    assert found is not None
    assert found.submodule_search_locations is not None
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(HERE / "agent_image", made)
    source = Path(next(iter(found.submodule_search_locations))) / "agent"
    shutil.copytree(source, made / "stratiform" / "agent", ignore=shutil.ignore_patterns("__pycache__"))
    return made
