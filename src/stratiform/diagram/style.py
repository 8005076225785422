"""How a picture looks. Colours stand on a light page; the HTML page turns them for a dark one."""

from __future__ import annotations

from typing import Final

FONT: Final = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"

# Dashes by kind of group.
GROUPS: Final = {"account": "", "region": "", "vpc": "", "tier": "", "stack": "5 4"}
SEVERITIES: Final = ("critical", "high", "medium", "low")
CHANGES: Final = {"added": "+", "changed": "~", "removed": "\u2212"}

STYLE: Final = """
.page{fill:#fff}
.title{font-size:20px;font-weight:700;fill:#1f2328}
.subtitle{font-size:12px;fill:#59636e}
.box{fill:#fff;stroke:#8c959f;stroke-width:1.2}
.account>.box{fill:#fafbfc;stroke:#6e7781}
.vpc>.box{fill:#f6f2fb;stroke:#7048a8}
.tier>.box{fill:#fff;stroke:#b9a6d6}
.stack>.box{fill:none;stroke:#6e7781}
.group-name{font-weight:600;fill:#424a53;paint-order:stroke;stroke:#fff;stroke-width:3px}
.vpc>.group-name,.tier>.group-name{fill:#5a3893}
.card{fill:#fff;stroke-width:1.4}
.under{stroke:#8c959f}
.glyph{fill:none;stroke:#fff;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.name{font-size:13px;font-weight:700;fill:#1f2328}
.noun{font-size:11px;fill:#59636e}
.fact{font-size:11px;fill:#424a53}
.cost{font-size:11px;font-weight:600;fill:#1a7f37}
.line{fill:none;stroke:#57606a;stroke-width:1.4}
.head{fill:#57606a}
.faint .line{stroke:#a8b1bb;stroke-dasharray:3 3}
.faint .head{fill:#a8b1bb}
.label{fill:#32383f;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
.legend-text{font-size:12px;fill:#424a53}
.badge.critical,.badge.high{fill:#cf222e}
.badge.medium{fill:#bc4c00}
.badge.low{fill:#6e7781}
.count{font-size:11px;font-weight:700;fill:#fff;text-anchor:middle}
.node.added>.card{stroke:#1a7f37;stroke-width:2.4;fill:#f0fff4}
.node.changed>.card{stroke:#9a6700;stroke-width:2.4;fill:#fffbea}
.node.removed>.card{stroke:#cf222e;stroke-width:2.4;fill:#fff1f1;stroke-dasharray:6 4}
.group.added>.box{stroke:#1a7f37;stroke-width:2.4}
.group.changed>.box{stroke:#9a6700;stroke-width:2.4}
.group.removed>.box{stroke:#cf222e;stroke-width:2.4;stroke-dasharray:6 4}
.sign.added{fill:#1a7f37}
.sign.changed{fill:#9a6700}
.sign.removed{fill:#cf222e}
.link.added .line{stroke:#1a7f37;stroke-width:2.2}
.link.changed .line{stroke:#9a6700;stroke-width:2.2}
.link.removed .line{stroke:#cf222e;stroke-width:2.2;stroke-dasharray:6 4}
.link.added .head{fill:#1a7f37}
.link.changed .head{fill:#9a6700}
.link.removed .head{fill:#cf222e}
"""
