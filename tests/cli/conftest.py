"""Apps for tests of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.strat import taken_down

TEMPLATE = """\
Resources:
  Jobs:
    Type: AWS::SQS::Queue
Outputs:
  JobsUrl: {Value: !Ref Jobs}
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Path]:
    """A folder with a template of one queue. Use it as ``strat up template.yaml``."""
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    with taken_down(tmp_path, "template.yaml"):
        yield tmp_path
