"""A dashboard shows every alarm of what it watches, with its metric."""

import pytest

from stratiform.tiers import DEV
from systems import part, source, system

pytestmark = pytest.mark.synth


def shown(tmp_path, **options):
    from stratiform.constructs import Dashboard, Function, Table

    def build(main):
        watched = [
            Function(main, "Worker", source=source(tmp_path), **options),
            Table(main, "Orders", key="id"),
        ]
        graphs = {"Calls": [watched[0].function.metric_invocations()]}
        Dashboard(main, "Dashboard", watched=watched, graphs=graphs)

    graph = system(build, DEV)
    return graph, part(graph, "Dashboard").properties


def test_it_shows_every_alarm(tmp_path):
    graph, found = shown(tmp_path)
    assert found["DashboardName"] == "shop-local-main-dashboard"
    body = str(found["DashboardBody"])
    for alarm in graph.of_type("AWS::CloudWatch::Alarm"):
        # Once in the overview, once with its metric.
        assert body.count(f"'{alarm.address.logical_id}'") == 2
    assert "Invocations" in body


def test_what_has_no_alarms_has_no_row(tmp_path):
    from stratiform.constructs import Alarms

    _, found = shown(tmp_path, alarms=Alarms.none())
    assert "Worker:" not in str(found["DashboardBody"])
    assert "Orders:" in str(found["DashboardBody"])
