"""Stack traces in metadata: the line of the user's own code in them."""

from __future__ import annotations

import re
from typing import Any

from stratiform.assembly.graph import Origin

# "name (file:line:column)", "name (file:line)" or "file:line:column"; anything else is a remark of the CDK.
_FRAME = re.compile(r"(?:\((?P<inner>.+?)\)|^(?:at )?(?P<bare>[^()]+?))$")
_PLACE = re.compile(r"^(?:file://)?(?P<file>.+\.\w+):(?P<line>\d{1,8})(?::\d+)?$")
_LIBRARY = re.compile(
    r"^(node:|internal/|<)"
    r"|[/\\](node_modules|site-packages|dist-packages|jsii-(kernel|runtime)[^/\\]*|stratiform[/\\]constructs)[/\\]"
    r"|[/\\]lib[/\\]program\.js$"
)


def users_line(frames: Any) -> Origin | None:
    """The first frame outside every library; None where there is none, or no trace at all."""
    for frame in frames if isinstance(frames, list) else ():
        found = _FRAME.search(frame) if isinstance(frame, str) else None
        place = _PLACE.match(found["inner"] or found["bare"]) if found else None
        if place and not _LIBRARY.search(place["file"]):
            return Origin(place["file"], int(place["line"]))
    return None
