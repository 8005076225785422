"""A topic: encrypted, told to every subscriber, and what cannot be delivered is kept."""

import pytest

from stratiform.errors import WrongUse
from stratiform.tiers import PROD
from systems import part, source, stack, statements, system

pytestmark = pytest.mark.synth


def build_with(code):
    def build(main):
        from stratiform.constructs import Access, Function, Queue, Topic

        news, other = Topic(main, "News", emails=("ops@shop.example",)), Topic(main, "Other")
        jobs = Queue(main, "Jobs")
        worker = Function(main, "Worker", source=code)
        for topic in (news, other):
            topic.sends_to(jobs, only={"state": ["paid", "sent"]} if topic is news else None)
            topic.sends_to(worker)
        Function(main, "Publisher", source=code).uses(news, Access.WRITE)

    return build


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    return source(tmp_path_factory.mktemp("topic"))


@pytest.fixture(scope="module")
def graph(code):
    return system(build_with(code))


@pytest.fixture(scope="module")
def production(code):
    return system(build_with(code), PROD)


def id(graph, path):
    return part(graph, path).address.logical_id


def subscriptions(graph, topic, protocol):
    return [
        subscription.properties
        for subscription in graph.of_type("AWS::SNS::Subscription")
        if subscription.properties["TopicArn"] == {"Ref": id(graph, topic)}
        and subscription.properties["Protocol"] == protocol
    ]


def service_statements(policy, service):
    return [
        statement
        for statement in policy["Statement"]
        if statement["Principal"] == {"Service": f"{service}.amazonaws.com"}
    ]


def test_a_topic_is_encrypted_with_a_key_that_alarms_may_use(graph):
    assert part(graph, "News").properties["KmsMasterKeyId"] == {"Fn::GetAtt": [id(graph, "DataKey"), "Arn"]}
    (used,) = service_statements(part(graph, "DataKey").properties["KeyPolicy"], "cloudwatch")
    assert set(used["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey*"}
    assert used["Condition"] == {"StringEquals": {"aws:SourceAccount": "000000000000"}}


def test_alarms_of_this_account_publish(graph):
    policy = part(graph, "News/Resource/Policy").properties["PolicyDocument"]
    (allowed,) = service_statements(policy, "cloudwatch")
    assert (allowed["Effect"], allowed["Action"]) == ("Allow", "sns:Publish")
    assert allowed["Condition"] == {"StringEquals": {"aws:SourceAccount": "000000000000"}}


def test_it_is_reached_over_tls_alone(graph):
    policy = part(graph, "News/Resource/Policy").properties["PolicyDocument"]
    (denied,) = (statement for statement in policy["Statement"] if statement["Effect"] == "Deny")
    assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_queue_gets_what_it_asks_for_as_it_was_published(graph):
    (news,) = subscriptions(graph, "News", "sqs")
    assert news["Endpoint"] == {"Fn::GetAtt": [id(graph, "Jobs"), "Arn"]}
    assert news["RawMessageDelivery"] is True
    assert news["FilterPolicy"] == {"state": ["paid", "sent"]}
    (other,) = subscriptions(graph, "Other", "sqs")
    assert "FilterPolicy" not in other


def test_a_queue_admits_the_topics_that_send_to_it(graph):
    policy = part(graph, "Jobs/Resource/Policy").properties["PolicyDocument"]
    admitted = service_statements(policy, "sns")
    assert {statement["Action"] for statement in admitted} == {"sqs:SendMessage"}
    sources = [statement["Condition"]["ArnEquals"]["aws:SourceArn"] for statement in admitted]
    assert sources == [{"Ref": id(graph, "News")}, {"Ref": id(graph, "Other")}]


def test_topics_may_use_the_key_of_an_encrypted_queue(production):
    (used,) = service_statements(part(production, "DataKey").properties["KeyPolicy"], "sns")
    assert set(used["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey*"}
    assert used["Condition"] == {"StringEquals": {"aws:SourceAccount": "000000000000"}}


def test_a_function_runs_for_every_topic_that_sends_to_it(graph):
    for topic in ("News", "Other"):
        (subscription,) = subscriptions(graph, topic, "lambda")
        assert subscription["Endpoint"] == {"Fn::GetAtt": [id(graph, "Worker"), "Arn"]}
    permissions = [permission.properties for permission in graph.of_type("AWS::Lambda::Permission")]
    assert [permission["SourceArn"]["Ref"] for permission in permissions] == [
        id(graph, "News"),
        id(graph, "Other"),
    ]


def test_people_are_told_by_mail(graph):
    assert [s["Endpoint"] for s in subscriptions(graph, "News", "email")] == ["ops@shop.example"]


def test_what_cannot_be_delivered_is_kept_and_rings(graph):
    failures = {"Fn::GetAtt": [id(graph, "News/Failures"), "Arn"]}
    for protocol in ("sqs", "lambda"):
        (subscription,) = subscriptions(graph, "News", protocol)
        assert subscription["RedrivePolicy"] == {"deadLetterTargetArn": failures}
    kept = [
        resource
        for effect, actions, resource in statements(graph, "News/Failures/Policy")
        if (effect, actions) == ("Allow", {"sqs:SendMessage"})
    ]
    assert kept == [failures]
    alarm = part(graph, "News/DeadLetters").properties
    assert alarm["Threshold"] == 1
    assert alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": [id(graph, "News/Failures"), "QueueName"]}
    assert alarm["AlarmActions"] == [{"Ref": id(graph, "News")}]


def test_a_workload_publishes_and_is_told_the_arn(graph):
    topic = {"Ref": id(graph, "News")}
    assert part(graph, "Publisher").properties["Environment"]["Variables"] == {"NEWS_TOPIC_ARN": topic}
    granted = [(a, r) for _, a, r in statements(graph, "Publisher/Role/DefaultPolicy")]
    assert ({"sns:Publish"}, topic) in granted
    key = {"Fn::GetAtt": [id(graph, "DataKey"), "Arn"]}
    assert ({"kms:Decrypt", "kms:GenerateDataKey*"}, key) in granted


def test_a_topic_cannot_be_read(tmp_path):
    from stratiform.constructs import Access, Function, Topic

    main = stack()
    with pytest.raises(WrongUse, match="keeps nothing") as raised:
        Function(main, "Reader", source=source(tmp_path)).uses(Topic(main, "News"), Access.READ)
    assert "sends_to" in raised.value.fix


def test_an_ordered_topic_keeps_its_failures_in_order():
    from stratiform.constructs import Queue, Topic

    def build(main):
        Topic(main, "News", fifo=True, deduplicate=True).sends_to(Queue(main, "Jobs", fifo=True))

    graph = system(build)
    assert part(graph, "News").properties["FifoTopic"] is True
    assert part(graph, "News").properties["ContentBasedDeduplication"] is True
    assert part(graph, "News/Failures").properties["FifoQueue"] is True
