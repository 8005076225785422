"""What CloudFormation says of each stack: a command that was killed may have left one half made."""

from __future__ import annotations

from urllib.parse import urlencode
from xml.etree import ElementTree

from stratiform.errors import EmulatorFailed
from stratiform.local.deployment import Deployment
from stratiform.local.root_request import read

_NAMESPACE = "{http://cloudformation.amazonaws.com/doc/2010-05-15/}"
_PATH = "/?" + urlencode({"Action": "DescribeStacks", "Version": "2010-05-15"})


def states(deployment: Deployment) -> dict[str, str]:
    """The name of each stack that exists and its status; none where the local cloud does not answer."""
    found: dict[str, str] = {}
    for target in sorted({stack.target for stack in deployment.stacks}):
        try:
            body = read(deployment.endpoint, target, "cloudformation", _PATH)
        except EmulatorFailed:
            continue
        # Our own process wrote it.
        root = ElementTree.fromstring(body or b"<none/>")  # noqa: S314
        for member in root.iter(f"{_NAMESPACE}member"):
            name, status = (
                member.findtext(f"{_NAMESPACE}StackName"),
                member.findtext(f"{_NAMESPACE}StackStatus"),
            )
            if name and status and status != "DELETE_COMPLETE":
                found[name] = status
    return found
