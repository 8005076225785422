"""A function whose package is an image runs as a worker like any other, with no container."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import function_images, private
from stratiform.local.emulator.function_images import CannotRun, Prepared
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = (
    "A function's image is its Dockerfile's files, packages and command, run like any other function: what"
    " its other RUN lines do and what its base image brings is not there; `strat up --engine docker` has it."
)
_NO_CODE = function_images.no_code()


def install() -> None:
    """Prepare images where functions are made, and run from them."""
    if container_host.of_the_emulator().kind == "docker":
        return  # Docker or Podman runs the image itself
    private.wrap("services.lambda_svc", "_execute_function_dispatch", _from_image)
    extend("AWS::Lambda::Function", "create", _preparing(1), calls_back=True)
    extend("AWS::Lambda::Function", "update", _preparing(2), calls_back=True)


def _preparing(properties_at: int) -> Callable[[Callable[..., Created]], Callable[..., Created]]:
    def wrapper(original: Callable[..., Created]) -> Callable[..., Created]:
        def operation(*arguments: Any) -> Created:
            properties: Properties = arguments[properties_at]
            image = (properties.get("Code") or {}).get("ImageUri")
            if image:
                function_images.prepare(image, properties.get("ImageConfig") or {})
            return original(*arguments)

        return operation

    return wrapper


def _from_image(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def dispatch(
        func: dict[str, Any], config: dict[str, Any], event: Any, request_id: str, started: float
    ) -> dict[str, Any]:
        if config.get("PackageType") != "Image" or not config.get("ImageUri"):
            return original(func, config, event, request_id, started)
        chosen = (config.get("ImageConfigResponse") or {}).get("ImageConfig") or {}
        try:
            prepared = function_images.prepare(config["ImageUri"], chosen)
        except CannotRun as error:
            body = {"errorMessage": str(error), "errorType": "CodeArtifactUserFailedException"}
            return {"body": body, "error": True, "log": ""}
        config = _as_bundle(config, prepared)
        return original({**func, "config": config, "code_zip": _NO_CODE}, config, event, request_id, started)

    return dispatch


def _as_bundle(config: Mapping[str, Any], prepared: Prepared) -> dict[str, Any]:
    declared = (config.get("Environment") or {}).get("Variables") or {}
    variables = {**prepared.variables, **declared}
    if prepared.packages is not None:
        paths = [str(prepared.packages), *filter(None, [variables.get("PYTHONPATH")])]
        variables["PYTHONPATH"] = ":".join(paths)
    return {
        **config,
        "PackageType": "Zip",
        "Runtime": prepared.runtime,
        "Handler": prepared.handler,
        "Environment": {"Variables": variables},
        function_images.KEY: prepared,
    }
