"""What tests of a system need: its graph, and questions to it."""

from stratiform.testing.synthesis import synthesize
from stratiform.testing.uses import assert_uses

__all__ = ["assert_uses", "synthesize"]
