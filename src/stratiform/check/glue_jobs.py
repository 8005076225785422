"""What kind of job a job of Glue is."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value


def is_spark(job: Resource, graph: Graph) -> bool:
    """A job that Spark runs, over files or over a stream; the others run in plain Python or in Ray."""
    return value(job, "Command.Name") in ("glueetl", "gluestreaming")
