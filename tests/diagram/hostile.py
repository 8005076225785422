"""A template whose every name and value wants to be something else."""

from __future__ import annotations

import json
from pathlib import Path

from stratiform.assembly import read
from stratiform.assembly.graph import Address, Graph
from stratiform.diagram import Note, Remark

NAMES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'/><svg/onload=alert(1)>",
    "]]></style><script>x</script>",
    'a"] --> b\n  click a "javascript:alert(1)"',
    "end\nsubgraph x",
    "%%{init: {'securityLevel': 'loose'}}%%",
    "`rm -rf`|x|#quot;",
    "</script><!--",
    "\u0000\u0007\ufffe \u2028 \u202e",
    "${jndi:ldap://x}",
)


def hostile(folder: Path) -> tuple[Graph, dict[Address, Note]]:
    """The graph, and notes as hostile as it."""
    names = [*NAMES, "Function"]
    body = {
        name: {
            "Type": f"AWS::Lambda::{names[index - 1]}" if index % 2 else "AWS::Lambda::Function",
            "Properties": {"Runtime": name, "DeadLetterConfig": {"TargetArn": {"Ref": names[index - 1]}}}
            if index
            else {},
        }
        for index, name in enumerate(names)
    }
    body |= {"Vpc<b>": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "<b>10</b>"}}}
    body |= {"In": {"Type": "AWS::EC2::Instance", "Properties": {"VpcId": {"Ref": "Vpc<b>"}}}}
    file = folder / "hostile.json"
    file.write_text(json.dumps({"Resources": body}))
    graph = read(file)
    note = Note((Remark("<i>high</i>", NAMES[0]), Remark("high", NAMES[8])), 1.0, "changed")
    return graph, dict.fromkeys(graph.resources, note)
