"""A CDK app that knows nothing of Stratiform comes up and behaves."""

from __future__ import annotations

import json
import urllib.request

import pytest

from acceptance.running import Running, eventually

pytestmark = [pytest.mark.synth, pytest.mark.local]


def get(url: str) -> dict[str, str]:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return json.load(answer)


def seen(plain: Running, id: str) -> bool:
    table = plain.output("SeenTable")
    return "Item" in plain.client("dynamodb").get_item(TableName=table, Key={"id": {"S": id}})


def test_the_rest_api_answers_at_the_url_of_the_output(plain: Running) -> None:
    assert get(plain.output("RestEndpoint")) == {"hello": "world"}


def test_the_http_api_answers_at_the_url_of_the_output(plain: Running) -> None:
    assert get(plain.output("HttpUrl") + "hello/ada") == {"hello": "ada"}


def test_the_consumer_takes_a_job_from_the_queue(plain: Running) -> None:
    plain.client("sqs").send_message(QueueUrl=plain.output("JobsUrl"), MessageBody="one")
    assert eventually(lambda: seen(plain, "job:one"))


def test_a_job_that_always_fails_goes_to_the_dead_letters(plain: Running) -> None:
    sqs = plain.client("sqs")
    sqs.send_message(QueueUrl=plain.output("JobsUrl"), MessageBody="poison")
    (message,) = eventually(
        lambda: sqs.receive_message(QueueUrl=plain.output("FailedUrl"), WaitTimeSeconds=1).get("Messages"),
        seconds=60,
    )
    assert message["Body"] == "poison"


def test_the_rule_delivers_a_matching_event_and_no_other(plain: Running) -> None:
    bus = plain.output("BusName")
    entries = [
        {"Source": "shop", "DetailType": kind, "Detail": json.dumps({"order": kind}), "EventBusName": bus}
        for kind in ("cancelled", "ordered")
    ]
    plain.client("events").put_events(Entries=entries)
    assert eventually(lambda: seen(plain, "event:ordered"))
    assert not seen(plain, "event:cancelled")


@pytest.mark.parametrize("fail", [True, False])
def test_the_workflow_catches_a_failure(plain: Running, fail: bool) -> None:
    sfn = plain.client("stepfunctions")
    started = sfn.start_execution(
        stateMachineArn=plain.output("WorkflowArn"), input=json.dumps({"fail": fail})
    )["executionArn"]
    done = eventually(
        lambda: (it := sfn.describe_execution(executionArn=started))["status"] != "RUNNING" and it
    )
    assert (done["status"], json.loads(done["output"])) == ("SUCCEEDED", {"caught": fail})


def test_an_upload_calls_its_function(plain: Running) -> None:
    plain.client("s3").put_object(Bucket=plain.output("UploadsBucket"), Key="picture.png", Body=b"...")
    assert eventually(lambda: seen(plain, "object:picture.png"))


def test_the_nat_gateways_of_the_default_vpc_are_there(plain: Running) -> None:
    gateways = plain.client("ec2").describe_nat_gateways()["NatGateways"]
    assert len([gateway for gateway in gateways if gateway["State"] != "deleted"]) == 2
