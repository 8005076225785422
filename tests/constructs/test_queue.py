"""A queue: nothing is lost, nothing is readable, and a function consumes it without doing work twice."""

import pytest

from stratiform.errors import WrongUse
from stratiform.testing import assert_uses
from stratiform.tiers import PROD
from systems import part, source, stack, statements, system

pytestmark = pytest.mark.synth

RECEIVE = {"ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "GetQueueUrl", "ReceiveMessage"}
SEND = {"GetQueueAttributes", "GetQueueUrl", "SendMessage"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """A queue, and functions that send, receive, do both and are fed."""
    code = source(tmp_path_factory.mktemp("queue"))

    def build(main):
        from stratiform.constructs import Access, Function, Network, Queue

        jobs = Queue(main, "Jobs", attempts=5, visibility=90, retention=7, delay=3)
        Queue(main, "Orders", fifo=True, deduplicate=True)
        network = Network(main, "Network")
        for access in Access:
            Function(main, access.name.title(), source=code, network=network).uses(jobs, access)
        Function(main, "Fed", source=code).consumes(jobs, batch=20, wait=5, concurrency=4)

    return system(build)


def test_what_keeps_failing_goes_to_the_dead_letters_and_stays_as_long_as_it_can(graph):
    failures = part(graph, "Jobs/Failures")
    target = {"Fn::GetAtt": [failures.address.logical_id, "Arn"]}
    assert part(graph, "Jobs").properties["RedrivePolicy"] == {
        "deadLetterTargetArn": target,
        "maxReceiveCount": 5,
    }
    assert failures.properties["MessageRetentionPeriod"] == 14 * 86400


def test_visibility_retention_delay_and_long_polling(graph):
    found = part(graph, "Jobs").properties
    assert found["VisibilityTimeout"] == 90
    assert found["MessageRetentionPeriod"] == 7 * 86400
    assert found["DelaySeconds"] == 3
    assert found["ReceiveMessageWaitTimeSeconds"] == 20


def test_both_queues_are_reached_over_tls_alone(graph):
    for path in ("Jobs/Resource", "Jobs/Failures"):
        (denied,) = statements(graph, f"{path}/Policy")
        assert denied[:2] == ("Deny", {"sqs:*"})
        condition = part(graph, f"{path}/Policy").properties["PolicyDocument"]["Statement"][0]["Condition"]
        assert condition == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_tier_decides_whose_key_encrypts(graph):
    from stratiform.constructs import Queue

    def build(main):
        Queue(main, "Jobs")
        Queue(main, "Orders")

    kept = system(build, PROD)
    (key,) = kept.of_type("AWS::KMS::Key")
    assert key.properties["EnableKeyRotation"] is True
    assert key.deletion_policy == "Retain"
    for path in ("Jobs", "Jobs/Failures"):
        assert part(graph, path).properties["SqsManagedSseEnabled"] is True
        assert part(kept, path).properties["KmsMasterKeyId"] == {
            "Fn::GetAtt": [key.address.logical_id, "Arn"]
        }


def test_an_ordered_queue_has_ordered_dead_letters(graph):
    assert part(graph, "Orders").properties["FifoQueue"] is True
    assert part(graph, "Orders").properties["ContentBasedDeduplication"] is True
    assert part(graph, "Orders/Failures").properties["FifoQueue"] is True


@pytest.mark.parametrize(
    ("who", "verbs"), [("Read", RECEIVE), ("Write", SEND), ("Read_Write", RECEIVE | SEND)]
)
def test_access_is_exactly_what_is_declared(graph, who, verbs):
    granted = set()
    for _, actions, resource in statements(graph, f"{who}/Role/DefaultPolicy"):
        found = {action.removeprefix("sqs:") for action in actions if action.startswith("sqs:")}
        assert not found or resource == {"Fn::GetAtt": [part(graph, "Jobs").address.logical_id, "Arn"]}
        granted |= found
    assert granted == verbs


def test_a_workload_is_told_the_url(graph):
    variables = part(graph, "Write").properties["Environment"]["Variables"]
    assert variables == {"JOBS_QUEUE_URL": {"Ref": part(graph, "Jobs").address.logical_id}}


def test_alarms_ring_at_the_first_dead_letter_and_at_old_messages(graph):
    failures, age = (part(graph, f"Jobs/{name}").properties for name in ("DeadLetters", "Age"))
    assert (failures["MetricName"], failures["Threshold"]) == ("ApproximateNumberOfMessagesVisible", 1)
    name = part(graph, "Jobs/Failures").address.logical_id
    assert failures["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": [name, "QueueName"]}}]
    assert (age["MetricName"], age["Threshold"]) == ("ApproximateAgeOfOldestMessage", 900)
    assert {failures["Statistic"], age["Statistic"]} == {"Maximum"}


def test_a_function_is_fed_in_batches_of_which_only_the_failures_come_again(graph):
    (mapping,) = graph.of_type("AWS::Lambda::EventSourceMapping")
    found = mapping.properties
    assert found["EventSourceArn"] == {"Fn::GetAtt": [part(graph, "Jobs").address.logical_id, "Arn"]}
    assert found["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert (found["BatchSize"], found["MaximumBatchingWindowInSeconds"]) == (20, 5)
    assert found["ScalingConfig"] == {"MaximumConcurrency": 4}
    assert_uses(graph, "Fed", "Jobs", "read")


def test_a_function_that_outlasts_the_visibility_is_refused(tmp_path):
    from stratiform.constructs import Function, Queue

    main = stack()
    slow = Function(main, "Slow", source=source(tmp_path), timeout=31)
    with pytest.raises(WrongUse, match="comes again after 30 s") as raised:
        slow.consumes(Queue(main, "Jobs", visibility=30))
    assert "visibility=186" in raised.value.fix
    slow.consumes(Queue(main, "Patient", visibility=31))
