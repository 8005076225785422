"""A stage whose stacks need each other in every way the CDK has: nested, exported, and across regions."""

import aws_cdk as cdk
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_ssm as ssm

from constructs import Construct

ACCOUNT = "111111111111"


class Notices(cdk.NestedStack):
    def __init__(self, scope: Construct, name: str, *, queue: sqs.IQueue) -> None:
        super().__init__(scope, name)
        self.topic = sns.Topic(self, "Topic")
        ssm.StringParameter(self, "QueueArn", string_value=queue.queue_arn)
        ssm.StringParameter(self, "Level", string_value="info")


class Data(cdk.Stack):
    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name, cross_region_references=True, tags={"team": "orders"})
        dead = sqs.Queue(self, "Dead")
        self.queue = sqs.Queue(
            self, "Queue", dead_letter_queue=sqs.DeadLetterQueue(queue=dead, max_receive_count=3)
        )
        notices = Notices(self, "Notices", queue=self.queue)
        ssm.StringParameter(self, "TopicArn", string_value=notices.topic.topic_arn)


class Web(cdk.Stack):
    def __init__(self, scope: Construct, name: str, *, queue: sqs.IQueue) -> None:
        super().__init__(scope, name, stack_name="the-web", termination_protection=True)
        parameter = ssm.StringParameter(self, "QueueUrl", string_value=queue.queue_url)
        parameter.node.add_metadata("stratiform:uses", {"path": queue.node.path, "access": "write"})


class Far(cdk.Stack):
    def __init__(self, scope: Construct, name: str, *, queue: sqs.IQueue) -> None:
        environment = cdk.Environment(account=ACCOUNT, region="us-east-1")
        super().__init__(scope, name, env=environment, cross_region_references=True)
        ssm.StringParameter(self, "QueueArn", string_value=queue.queue_arn)


app = cdk.App()
stage = cdk.Stage(app, "Prod", env=cdk.Environment(account=ACCOUNT, region="eu-west-1"))
data = Data(stage, "Data")
Web(stage, "Web", queue=data.queue)
Far(stage, "Far", queue=data.queue)
app.synth()
