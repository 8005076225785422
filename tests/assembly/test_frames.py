from __future__ import annotations

import pytest

from stratiform.assembly.frames import users_line
from stratiform.assembly.graph import Origin


@pytest.mark.parametrize(
    ("frame", "file", "line"),
    [
        ("__init__ (/home/me/shop/app.py:19)", "/home/me/shop/app.py", 19),
        ("<module> (app.py:3)", "app.py", 3),
        ("new Shop (/home/me/shop/lib/shop.ts:10:5)", "/home/me/shop/lib/shop.ts", 10),
        ("Object.<anonymous> (/my code (new)/app.ts:8:1)", "/my code (new)/app.ts", 8),
        ("at /home/me/app.js:2:9", "/home/me/app.js", 2),
        (r"new Shop (C:\shop\app.ts:4:1)", r"C:\shop\app.ts", 4),
        ("f (/srv/jsii/internal/app.py:5)", "/srv/jsii/internal/app.py", 5),
    ],
)
def test_the_users_line_is_found_after_the_libraries(frame: str, file: str, line: int) -> None:
    libraries = [
        "...aws-cdk-lib, jsii runtime, node internals...",
        "(no user code in 10 frames, use --stack-trace-limit to capture more)",
        "new Queue (/tmp/jsii-kernel-x1/node_modules/aws-cdk-lib/aws-sqs/lib/queue.js:1:3)",
        "Kernel.create (/tmp/tmpzw/lib/program.js:1:53537)",
        "inner (/venv/lib/python3.11/site-packages/shared/stack.py:9)",
        "__init__ (/src/stratiform/constructs/queue.py:40)",
        "Module._compile (node:internal/modules/cjs/loader:1068:30)",
        "internal/main/run_main_module.js:17:47",
    ]
    assert users_line([*libraries, frame, "other (/home/me/other.py:1)"]) == Origin(file, line)
    assert users_line(libraries) is None


@pytest.mark.parametrize("frames", [None, [], "text", [1, None], ["!!DESTRUCTIVE_CHANGES: WILL_DESTROY"]])
def test_anything_else_is_no_line(frames: object) -> None:
    assert users_line(frames) is None
