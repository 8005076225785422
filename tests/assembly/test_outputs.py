from __future__ import annotations

from collections.abc import Callable

import pytest

from stratiform.assembly.graph import Address, Graph, Output
from stratiform.errors import TemplateError


def test_outputs_are_resolved_as_far_as_they_can_be(graph_of: Callable[..., Graph]) -> None:
    graph = graph_of(
        """
        Parameters: {Stage: {Type: String, Default: dev}}
        Resources: {Queue: {Type: AWS::SQS::Queue}}
        Outputs:
          Url: {Value: !Ref Queue, Description: where, Export: {Name: !Sub "${Stage}-url"}}
          Stage: {Value: !Ref Stage}
        """
    )
    assert graph.outputs == (
        Output(Address("template", "Url"), {"Ref": "Queue"}, description="where", export="dev-url"),
        Output(Address("template", "Stage"), "dev"),
    )


def test_an_output_that_is_no_mapping_is_refused(graph_of: Callable[..., Graph]) -> None:
    with pytest.raises(TemplateError, match="The output Out must be a mapping; it is the text 'x'"):
        graph_of({"Resources": {}, "Outputs": {"Out": "x"}})
