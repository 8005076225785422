"""What becomes of a resource, or of its data, when CloudFormation deletes or replaces it."""

from __future__ import annotations

KEEPING = ("Retain", "RetainExceptOnCreate", "Snapshot")
"""The values of DeletionPolicy and UpdateReplacePolicy with which the resource or a snapshot of it stays."""
