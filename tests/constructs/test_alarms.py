"""Resources bring alarms along; the tier, the app or nobody decides when they ring."""

from dataclasses import replace

import pytest

from stratiform.tiers import DEV, PROD
from systems import part, source, system

pytestmark = pytest.mark.synth


@pytest.fixture
def alarms(tmp_path):
    """The alarms of a system with one of each resource, by the end of their path."""

    def build(tier=DEV, topic=False, **options):
        from aws_cdk import aws_sns as sns

        from stratiform.constructs import Alarms, Function, RestApi, Table

        def fill(main):
            asked = Alarms(**options) if options else None
            if topic:
                asked = Alarms(topic=sns.Topic(main, "Topic"))
            worker = Function(main, "Worker", source=source(tmp_path), timeout=20, alarms=asked)
            RestApi(main, "Api", routes={"GET /": worker}, alarms=asked)
            Table(main, "Orders", key="id", alarms=asked)

        graph = system(fill, tier)
        return {
            alarm.path.removeprefix("local/Main/").removesuffix("/Resource"): alarm.properties
            for alarm in graph.of_type("AWS::CloudWatch::Alarm")
        }

    return build


def test_every_resource_has_alarms_without_asking(alarms):
    assert set(alarms()) == {
        "Api/Errors",
        "Api/Latency",
        "Orders/Errors",
        "Orders/ReadThrottles",
        "Orders/WriteThrottles",
        "Worker/Duration",
        "Worker/Errors",
        "Worker/Throttles",
    }


def test_the_tier_decides_how_many_periods_breach(alarms):
    for tier in (DEV, PROD):
        periods = {alarm["EvaluationPeriods"] for alarm in alarms(tier).values()}
        assert periods == {tier.alarms.periods}


def test_a_tier_may_have_none(alarms):
    assert alarms(replace(DEV, alarms=replace(DEV.alarms, enabled=False))) == {}


def test_a_threshold_is_given_or_left_out(alarms):
    found = alarms(errors=7, throttles=None, duration=0.5, latency=None, periods=1, minutes=5)
    assert set(found) == {"Api/Errors", "Orders/Errors", "Worker/Duration", "Worker/Errors"}
    errors = found["Worker/Errors"]
    assert (errors["Threshold"], errors["EvaluationPeriods"], errors["Period"]) == (7, 1, 300)
    assert found["Worker/Duration"]["Threshold"] == 10_000


def test_no_alarms_at_all(tmp_path):
    from stratiform.constructs import Alarms, Table

    graph = system(lambda main: Table(main, "Orders", key="id", alarms=Alarms.none()))
    assert not list(graph.of_type("AWS::CloudWatch::Alarm"))


def test_none_leaves_out_every_threshold_there_is():
    from stratiform.constructs import Alarms

    assert set(vars(Alarms.none()).values()) == {None, Alarms().minutes}


def test_an_alarm_may_wait_for_a_metric_to_fall():
    from aws_cdk import aws_cloudwatch as cloudwatch

    from stratiform.constructs import Alarms

    def build(main):
        metric = cloudwatch.Metric(namespace="Shop", metric_name="Stock")
        Alarms().watch(main, {"Empty": (metric, 5)}, falling=True)

    empty = part(system(build), "Empty").properties
    assert (empty["ComparisonOperator"], empty["Threshold"]) == ("LessThanOrEqualToThreshold", 5)


def test_one_error_in_one_period_of_one_function(alarms):
    errors = alarms(errors=1, periods=1)["Worker/Errors"]
    assert (errors["Namespace"], errors["MetricName"]) == ("AWS/Lambda", "Errors")
    assert (errors["Statistic"], errors["Threshold"]) == ("Sum", 1)
    assert errors["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert errors["TreatMissingData"] == "notBreaching"
    assert errors["AlarmName"] == "shop-local-main-worker-errors"
    (dimension,) = errors["Dimensions"]
    assert dimension["Name"] == "FunctionName"


def test_an_api_is_watched_in_its_stage(alarms):
    errors = alarms()["Api/Errors"]
    assert (errors["Namespace"], errors["MetricName"]) == ("AWS/ApiGateway", "5XXError")
    assert {dimension["Name"] for dimension in errors["Dimensions"]} == {"ApiName", "Stage"}


def test_a_table_is_watched_over_no_more_metrics_than_an_alarm_may_have(alarms):
    found = [metric for metric in alarms()["Orders/Errors"]["Metrics"] if "MetricStat" in metric]
    assert 0 < len(found) <= 10


def test_a_topic_is_told(alarms):
    found = alarms(topic=True)
    assert all(alarm["AlarmActions"] for alarm in found.values())
    assert not any("AlarmActions" in alarm for alarm in alarms().values())


def test_a_resource_tells_its_alarms(tmp_path):
    from stratiform.constructs import Function

    def build(main):
        import aws_cdk as cdk

        worker = Function(main, "Worker", source=source(tmp_path))
        cdk.CfnOutput(main, "Alarm", value=worker.alarms["Errors"].alarm_name)

    graph = system(build)
    (output,) = (output for output in graph.outputs if output.address.logical_id == "Alarm")
    assert output.value == {"Ref": part(graph, "Worker/Errors").address.logical_id}
