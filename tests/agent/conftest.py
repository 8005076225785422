"""The agent's tests share the local cloud of those of ``strat up``."""

from tests.local.conftest import local_cloud

__all__ = ["local_cloud"]
