"""`strat diff`: what a change does, in order of danger."""

from stratiform.diff.changes import Change, Changes, Concern, Effect, Kind, PropertyChange, Topic
from stratiform.diff.compare import diff

__all__ = ["Change", "Changes", "Concern", "Effect", "Kind", "PropertyChange", "Topic", "diff"]
