"""Configurations and secrets as files, for an application that reads files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from aws_cdk import aws_ecs as ecs

from stratiform.constructs.config import Config
from stratiform.constructs.hardening import USER
from stratiform.constructs.secret import Secret
from stratiform.errors import WrongUse

if TYPE_CHECKING:
    from stratiform.constructs.database import Database
    from stratiform.constructs.task import Task

    Kept: TypeAlias = Config | Secret | Database
    Held: TypeAlias = Kept | tuple[Secret | Database, str]

VOLUME = "config-files"
FOLDER = "/config"
"""Where the agent's image has a folder of its user's, which a volume takes its owner from."""
_SIZE = 16
"""MiB. AppConfig's largest configuration has 4, and the files before stay until the next change."""


@dataclass(frozen=True, kw_only=True)
class ConfigFiles:
    """Files that the main container reads in ``folder``, which CONFIG_FILES names; all change at once.

    ``files`` are names with what they hold: a Config, Secret or Database, or a field of a secret's JSON:
    ``{"flags.json": flags, "password": (database, "password")}``. After each change the agent posts to the
    path ``tell`` of the main container's port, where anybody who reaches the port can, too.

    Instances share memory between the containers of a task, so nothing is on a disk. Fargate shares its
    encrypted disk alone: there only configurations can be files.
    """

    files: Mapping[str, Held]
    folder: str = FOLDER
    tell: str | None = None


def kept(files: ConfigFiles) -> Iterator[Kept]:
    """What the files hold."""
    return (_parts(held)[0] for held in files.files.values())


def variables(files: ConfigFiles, task: Task) -> dict[str, object]:
    """What the agent of ``task`` is told; FILES is to be written as JSON. Raises WrongUse."""
    _check(files, task)
    told: dict[str, object] = {
        "FILES": {name: _source(held) for name, held in files.files.items()},
        "FILES_DIRECTORY": FOLDER,
    }
    if task.user != USER:  # else it could not read what the agent's user owns
        told["FILES_MODE"] = "0444"
    if files.tell is not None:
        told["HOOK_URL"] = f"http://localhost:{task.container_port}{files.tell}"
    return told


def share(files: ConfigFiles, task: Task, agent: ecs.ContainerDefinition) -> None:
    """Give ``agent`` a folder to write, which the main container of ``task`` reads."""
    memory = None if task.cluster.is_on_fargate else _memory()
    task.definition.add_volume(name=VOLUME, docker_volume_configuration=memory)
    for container, path, reads in ((agent, FOLDER, False), (task.container, files.folder, True)):
        container.add_mount_points(ecs.MountPoint(container_path=path, source_volume=VOLUME, read_only=reads))
    task.set_variable("CONFIG_FILES", files.folder)


def _check(files: ConfigFiles, task: Task) -> None:
    where, folder = task.node.path, PurePosixPath(files.folder)
    for name, held in files.files.items():
        if not name or "/" in name or name.startswith("."):
            raise WrongUse(
                f"{where} cannot have a file called {name!r}.",
                where=where,
                fix="Give the name alone, without a dot in front; ConfigFiles(folder=...) is where.",
            )
        _check_held(name, held, where, on_disk=task.cluster.is_on_fargate)
    if not folder.is_absolute() or folder == PurePosixPath("/"):
        raise WrongUse(
            f"{where} cannot have files in {files.folder!r}.",
            where=where,
            fix='Give a folder of the container, like ConfigFiles(folder="/config").',
        )
    if files.tell is not None and (not files.tell.startswith("/") or task.container_port is None):
        raise WrongUse(
            f"{where} cannot be told of changes at {files.tell!r}.",
            where=where,
            fix='Give a path like tell="/reload", and the container a port.',
        )


def _check_held(name: str, held: Held, where: str, *, on_disk: bool) -> None:
    resource, field = _parts(held)
    known = resource.fields if isinstance(resource, Secret) else ()
    if field is not None and (isinstance(resource, Config) or (known and field not in known)):
        raise WrongUse(
            f"{resource.node.path} has no field {field!r} for the file {name}.",
            where=where,
            fix=f"It has {', '.join(known)}."
            if known
            else "Give the Config itself: the file holds it whole.",
        )
    if on_disk and not isinstance(resource, Config):
        raise WrongUse(
            f"The file {name} would put the secret {resource.node.path} on a disk: the containers of a "
            "Fargate task share no memory.",
            where=where,
            fix="Read it from SECRETS_URL, or run on a Cluster(capacity=Ec2Capacity()).",
        )


def _parts(held: Held) -> tuple[Kept, str | None]:
    return held if isinstance(held, tuple) else (held, None)


def _source(held: Held) -> str:
    resource, field = _parts(held)
    if isinstance(resource, Config):
        return f"configuration:{':'.join(resource.identifiers)}"
    return f"secret:{resource.secret.secret_arn}{f'#{field}' if field else ''}"


def _memory() -> ecs.DockerVolumeConfiguration:
    """A tmpfs that is made with the task and gone with it."""
    user, group = USER.split(":")
    return ecs.DockerVolumeConfiguration(
        scope=ecs.Scope.TASK,
        driver="local",
        driver_opts={
            "type": "tmpfs",
            "device": "tmpfs",
            "o": f"nosuid,nodev,noexec,size={_SIZE}m,uid={user},gid={group},mode=0755",
        },
    )
