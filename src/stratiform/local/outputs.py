"""The URLs of a running system: those that its outputs tell, and those of APIs that no output tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stratiform.local.deployment import Placed, flattened

_LOCAL = "/_aws/"  # the local cloud serves APIs, functions and sites below this path


def urls(
    outputs: Mapping[str, Mapping[str, str]], resources: Iterable[Placed], endpoint: str
) -> dict[str, str]:
    """Name -> URL, each once. ``outputs`` is stack -> name -> value, as CloudFormation answered."""
    found: dict[str, str] = {}
    told = {name: value for name, value in flattened(outputs).items() if _is_local(value)}
    for name in told:
        # Of two outputs with one URL the shorter name is the one that a person chose.
        same = [other for other, value in told.items() if value == told[name]]
        if name == min(same, key=len):
            found[name] = told[name]
    placed = tuple(resources)
    for api in placed:
        base = f"{endpoint}/_aws/execute-api/{api.physical_id}/"
        if not any(value.startswith(base.rstrip("/")) for value in found.values()):
            found.update(_of_api(api, base, placed))
    return found


def _is_local(value: str) -> bool:
    return value.startswith(("http://", "ws://")) and _LOCAL in value


def _of_api(api: Placed, base: str, resources: Iterable[Placed]) -> Iterator[tuple[str, str]]:
    path = api.path.removesuffix("/Resource")
    if api.type == "AWS::ApiGatewayV2::Api":
        yield path, base
    elif api.type == "AWS::ApiGateway::RestApi":
        for stage in resources:
            inside = stage.stack == api.stack and stage.path.startswith(f"{path}/")
            if inside and stage.type == "AWS::ApiGateway::Stage":
                yield stage.path.removesuffix("/Resource"), f"{base}{stage.physical_id}/"
