"""What a server holds, against the values that AWS documents."""

import pytest

from stratiform.constructs.database_limits import ACU, connections, memory
from stratiform.errors import WrongUse

pytestmark = pytest.mark.synth  # importing the constructs loads the CDK


@pytest.mark.parametrize(
    ("instance", "gigabytes"),
    [
        ("t4g.micro", 1),
        ("t3.medium", 4),
        ("t4g.2xlarge", 32),
        ("m7g.large", 8),
        ("db.m6i.xlarge", 16),
        ("r7g.large", 16),
        ("r6g.16xlarge", 512),
        ("x2g.large", 32),
        ("c6gd.xlarge", 8),
    ],
)
def test_memory_follows_family_and_size(instance, gigabytes):
    assert memory(instance) == gigabytes


@pytest.mark.parametrize("instance", ["huge", "q1.large", "m7g.micro", "m7g.2large", ""])
def test_an_unknown_class_is_refused(instance):
    with pytest.raises(WrongUse, match="no instance class"):
        memory(instance)


@pytest.mark.parametrize(
    ("units", "limit", "documented"),
    [(1, 5000, 189), (4, 5000, 823), (8, 5000, 1669), (16, 5000, 3360), (32, 5000, 5000), (16, 2000, 2000)],
)
def test_connections_follow_memory(units, limit, documented):
    assert connections(ACU * units, limit=limit) == pytest.approx(documented, abs=1)
