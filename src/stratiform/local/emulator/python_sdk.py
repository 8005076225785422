"""The AWS SDK as the Lambda runtime provides it: boto3 and what it needs, and nothing else of ours."""

from __future__ import annotations

import functools
import importlib.util
import shutil
import threading
from pathlib import Path

_PACKAGES = {
    "boto3": "boto3",
    "botocore": "botocore",
    "s3transfer": "s3transfer",
    "jmespath": "jmespath",
    "dateutil": "python_dateutil",
    "urllib3": "urllib3",
    "six": "six",
}
"""Import names, and the names under which the distributions keep their metadata."""

DISTRIBUTIONS = tuple(_PACKAGES.values())


_making = threading.Lock()


def folder(parent: Path) -> Path:
    """A folder below ``parent`` that links to the SDK's packages, made anew once a process."""
    with _making:
        return _made(parent)


@functools.cache
def _made(parent: Path) -> Path:
    made = parent / "python-sdk"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(mode=0o700, parents=True)
    for package, distribution in _PACKAGES.items():
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        origin = Path(spec.origin)
        target = origin.parent if spec.submodule_search_locations else origin
        (made / target.name).symlink_to(target)
        for metadata in target.parent.glob(f"{distribution}-*.dist-info"):
            (made / metadata.name).symlink_to(metadata)
    return made
