"""The sidecar that serves a task its configuration and secrets, and hears when they change."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam

from stratiform.constructs.binding import Access
from stratiform.constructs.config import Config
from stratiform.constructs.config_events import ConfigEvents
from stratiform.constructs.container import Container
from stratiform.constructs.secret import Secret
from stratiform.settings.names import kebab

if TYPE_CHECKING:
    from stratiform.constructs.database import Database
    from stratiform.constructs.task import Task

    Kept: TypeAlias = Config | Secret | Database

HERE = Path(__file__).parent
CONFIGURATIONS = "http://localhost:2772"
SECRETS = "http://localhost:2773"
NAME = "config-agent"


def add_agent(task: Task, kept: Sequence[Kept], events: ConfigEvents | None, poll: int) -> None:
    """Put the agent into ``task``, for exactly ``kept``. See ``Task.with_config``."""
    configs = [each for each in kept if isinstance(each, Config)]
    secrets = [each for each in kept if not isinstance(each, Config)]
    manifest: dict[str, dict[str, str]] = {":".join(config.identifiers): {} for config in configs}
    variables = {
        "MANIFEST": cdk.Stack.of(task).to_json_string(manifest) if manifest else "",
        "SECRETS_PREFETCH": ",".join(secret.secret.secret_arn for secret in secrets),
        "POLL_INTERVAL": f"{poll}s",
        "SERVICE_NAME": task.name,
        "EVENTS_TOPIC_ARN": events.topic.topic_arn if events else "",
    }
    token = Secret(task, "ConfigToken", length=48)
    sidecar = Container(
        source=_image(task),
        environment={name: value for name, value in variables.items() if value},
        health=("python", "-m", "stratiform.agent", "healthcheck"),
    )
    agent = task.add_sidecar(NAME, sidecar)
    for container in (agent, task.container):
        container.add_secret("AWS_TOKEN", ecs.Secret.from_secrets_manager(token.secret))
    task.container.add_container_dependencies(
        ecs.ContainerDependency(container=agent, condition=ecs.ContainerDependencyCondition.HEALTHY)
    )
    if events is not None:
        task.record(events.topic, Access.READ_WRITE)  # it subscribes
    for config in configs:
        task.record(config, Access.READ)
        task.set_variable(_variable(config, "CONFIG_URL"), f"{CONFIGURATIONS}{config.path}")
    for secret in secrets:
        secret.secret.grant_read(task.role)
        task.set_variable(_variable(secret, "SECRET_ARN"), secret.secret.secret_arn)
        task.record(secret, Access.READ)
    if secrets:
        task.set_variable("SECRETS_URL", f"{SECRETS}/secretsmanager/get")
    _allow(task, configs, events)


def _allow(task: Task, configs: Sequence[Config], events: ConfigEvents | None) -> None:
    rights = [
        (["appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"], [config.arn])
        for config in configs
    ]
    paths = ["secretsmanager", "appconfigdata"]
    if events is not None:
        queue = ["CreateQueue", "TagQueue", "ReceiveMessage", "DeleteMessage", "DeleteQueue", "GetQueueUrl"]
        rights.append(([f"sqs:{action}" for action in queue], [events.queues]))
        topic = events.topic.topic_arn
        rights.append((["sns:Subscribe"], [topic]))
        paths += ["sqs", "sns"]
    for actions, resources in rights:
        task.role.add_to_principal_policy(iam.PolicyStatement(actions=actions, resources=resources))
    if task.network is not None:
        for service in paths:
            task.network.open_path(task, task.connections, service)


def _variable(resource: Kept, ending: str) -> str:
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
