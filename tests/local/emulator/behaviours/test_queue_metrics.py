from __future__ import annotations

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, alarm, alarm_states, until

pytestmark = pytest.mark.local


def test_waiting_messages_raise_the_alarm_of_a_queue(stack: Stack, local_cloud: LocalCloud) -> None:
    waiting = alarm(
        "AWS/SQS", "ApproximateNumberOfMessagesVisible", QueueName={"Fn::GetAtt": "Dead.QueueName"}
    )
    made = stack.up({"Dead": {"Type": "AWS::SQS::Queue"}, "Waiting": waiting}, {"Url": {"Ref": "Dead"}})
    until(lambda: alarm_states(stack, ["Waiting"]), {"Waiting": "OK"})
    local_cloud.client("sqs").send_message(QueueUrl=made["Url"], MessageBody="poison")
    until(lambda: alarm_states(stack, ["Waiting"]), {"Waiting": "ALARM"})
