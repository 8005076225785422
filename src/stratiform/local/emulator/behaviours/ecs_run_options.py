"""What a container definition says about how to run, and MiniStack does not pass to the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import shared_volumes
from stratiform.local.emulator.ecs.tasks import ECS
from stratiform.local.emulator.own_state import own_state

EXPLAIN = (
    "Tasks run as processes of this machine: CPU shares are not limited, images of another processor run on"
    " this one, and host ports are any free ones. A Docker volume in memory is a folder of /dev/shm without a"
    " size, and a folder of the disk on a machine that has none."
)

STOP_TIMEOUT = "stratiform.stop-timeout"
_NANO, _MEBI = 10**9, 2**20
_STOP_SECONDS = 30


def install() -> None:
    """Add the options to every container that is started."""
    private.wrap(ECS, "_build_run_kwargs", _building)


def _building(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def build(
        cdef: dict[str, Any],
        td: dict[str, Any],
        env: dict[str, str],
        port_bindings: Any,
        ecs_network: Any,
        host_mode: bool,
        task_id: str,
        *rest: Any,
    ) -> dict[str, Any]:
        region = private.get("core.responses", "get_region")()
        for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
            env.setdefault(name, region)
        options = original(cdef, td, env, {}, ecs_network, False, task_id, *rest)
        options.pop("platform", None)
        options["labels"][STOP_TIMEOUT] = str(cdef.get("stopTimeout", _STOP_SECONDS))
        options["ports"] = {
            f"{mapping['containerPort']}/{mapping.get('protocol') or 'tcp'}": ("127.0.0.1", None)
            for mapping in cdef.get("portMappings") or ()
        }
        options["volumes"] = volumes(td, cdef, task_id)
        return {**options, **_chosen(cdef, td)}

    return build


def _chosen(cdef: Mapping[str, Any], td: Mapping[str, Any]) -> dict[str, Any]:
    """docker-py's words for the properties that are set."""
    linux = cdef.get("linuxParameters") or {}
    memory = cdef.get("memory") or td.get("memory")
    found = {
        "entrypoint": cdef.get("entryPoint"),
        "working_dir": cdef.get("workingDirectory"),
        "user": cdef.get("user"),
        "healthcheck": health_check(cdef.get("healthCheck")),
        "mem_limit": int(memory) * _MEBI if memory else None,
        "read_only": cdef.get("readonlyRootFilesystem"),
        "init": linux.get("initProcessEnabled"),
        "cap_drop": (linux.get("capabilities") or {}).get("drop"),
        "tmpfs": {each["containerPath"]: f"size={each['size']}m" for each in linux.get("tmpfs") or ()},
    }
    return {name: value for name, value in found.items() if value}


def health_check(check: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A container's health check with Docker's names and nanoseconds."""
    if not check or not check.get("command"):
        return None
    return {
        "test": check["command"],
        "interval": int(check.get("interval") or 30) * _NANO,
        "timeout": int(check.get("timeout") or 5) * _NANO,
        "retries": int(check.get("retries") or 3),
        "start_period": int(check.get("startPeriod") or 0) * _NANO,
    }


def volumes(td: Mapping[str, Any], cdef: Mapping[str, Any], task_id: str) -> list[str]:
    """Binds of the container: a host folder, an EFS file system, or what the task's containers share."""
    sources = {volume["name"]: _source(volume, task_id) for volume in td.get("volumes") or ()}
    return [
        f"{sources[mount['sourceVolume']]}:{mount['containerPath']}:{'ro' if mount.get('readOnly') else 'rw'}"
        for mount in cdef.get("mountPoints") or ()
        if mount.get("sourceVolume") in sources
    ]


def _source(volume: Mapping[str, Any], task_id: str) -> str:
    host = (volume.get("host") or {}).get("sourcePath")
    if host:
        return str(host)
    efs = volume.get("efsVolumeConfiguration")
    if not efs:
        return shared_volumes.source(task_id, volume)
    state = own_state().folder
    folder = file_system(state, efs["fileSystemId"]) / _root_of(efs).strip("/")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if container_host.of_the_emulator().kind == "docker":
        folder.chmod(
            0o777
        )  # of whatever user a container runs as, like an access point; its parents are private
    return str(folder)


def file_system(state: Path, identifier: str) -> Path:
    """The folder behind an EFS file system (its id or ARN)."""
    return state / "data" / "efs" / identifier.rsplit("/", 1)[-1]


def _root_of(efs: Mapping[str, Any]) -> str:
    access_point = (efs.get("authorizationConfig") or {}).get("accessPointId")
    if access_point:
        known = private.get("services.efs", "_access_points").get(access_point.rsplit("/", 1)[-1]) or {}
        return str((known.get("RootDirectory") or {}).get("Path") or "/")
    return str(efs.get("rootDirectory") or "/")
