"""The line a finding points at."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from stratiform.assembly.graph import Graph, Origin
from stratiform.check.finding import Finding

if TYPE_CHECKING:
    from cloudformation_validate import TemplateModel

_INDEX = re.compile(r"\[(\d+)\]")


class Places:
    """Lines of one graph. AWS's parser, which knows every line, reads a template again at most once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._model = cache(_model)

    def of(self, finding: Finding) -> Origin | None:
        """The user's own line where the assembly has traces; else the template's, at best the property's."""
        resource = self._graph.resources.get(finding.address) if finding.address else None
        if resource is None:
            return finding.origin
        template = str(self._graph.stacks[resource.address.stack].template)
        if resource.origin is not None and resource.origin.file != template:
            return resource.origin
        if finding.origin is not None or finding.at is None:
            return finding.origin or resource.origin
        model = self._model(template)
        line = _line(model, resource.address.logical_id, finding.at) if model else None
        return Origin(template, line) if line else resource.origin


def _model(template: str) -> TemplateModel | None:
    """The parsed template, or None where the parser is missing or fails: its lines are a courtesy."""
    try:
        from cloudformation_validate import TemplateModel

        return TemplateModel(template)
    except Exception:
        return None


def _line(model: TemplateModel, logical_id: str, at: str) -> int | None:
    """The line of the property, or of the innermost part of its path that the template writes down."""
    parts = _INDEX.sub(r".\1", at).split(".")
    for length in range(len(parts), 0, -1):
        found = model.source_location("/".join(["Resources", logical_id, "Properties", *parts[:length]]))
        if found:
            return int(found.start_line)
    return None
