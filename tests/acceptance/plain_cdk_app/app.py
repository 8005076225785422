"""An ordinary CDK app: nothing of Stratiform is imported, and every default is the CDK's own."""

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_notifications as notifications
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks


class Plain(cdk.Stack):
    """One of each thing that an ordinary serverless app is made of."""

    def __init__(self, scope: cdk.App) -> None:
        super().__init__(scope, "Plain")
        self.code = lambda_.Code.from_asset("functions")
        self.vpc = ec2.Vpc(self, "Vpc")
        self.seen = dynamodb.Table(
            self,
            "Seen",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        cdk.CfnOutput(self, "SeenTable", value=self.seen.table_name)
        self.apis()
        self.queue()
        self.rule()
        self.workflow()
        self.bucket()

    def function(self, name: str, *, handler: str, vpc: ec2.IVpc | None = None) -> lambda_.Function:
        function = lambda_.Function(
            self,
            name,
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler=handler,
            code=self.code,
            vpc=vpc,
            timeout=cdk.Duration.seconds(10),
            environment={"SEEN_TABLE": self.seen.table_name},
        )
        self.seen.grant_write_data(function)
        return function

    def apis(self) -> None:
        hello = self.function("Hello", handler="handlers.hello", vpc=self.vpc)
        apigateway.LambdaRestApi(self, "Rest", handler=hello)
        http = apigatewayv2.HttpApi(self, "Http")
        http.add_routes(
            path="/hello/{name}",
            methods=[apigatewayv2.HttpMethod.GET],
            integration=integrations.HttpLambdaIntegration("Integration", hello),
        )
        cdk.CfnOutput(self, "HttpUrl", value=http.url or "")

    def queue(self) -> None:
        failed = sqs.Queue(self, "Failed")
        jobs = sqs.Queue(
            self,
            "Jobs",
            visibility_timeout=cdk.Duration.seconds(10),
            dead_letter_queue=sqs.DeadLetterQueue(queue=failed, max_receive_count=1),
        )
        self.function("Consumer", handler="handlers.consume").add_event_source(
            sources.SqsEventSource(jobs, batch_size=1)
        )
        cdk.CfnOutput(self, "JobsUrl", value=jobs.queue_url)
        cdk.CfnOutput(self, "FailedUrl", value=failed.queue_url)

    def rule(self) -> None:
        bus = events.EventBus(self, "Bus")
        rule = events.Rule(
            self, "Ordered", event_bus=bus, event_pattern=events.EventPattern(detail_type=["ordered"])
        )
        rule.add_target(targets.LambdaFunction(self.function("Listener", handler="handlers.listen")))
        cdk.CfnOutput(self, "BusName", value=bus.event_bus_name)

    def workflow(self) -> None:
        attempt = tasks.LambdaInvoke(
            self,
            "Attempt",
            lambda_function=self.function("Fallible", handler="handlers.fallible"),
            payload_response_only=True,
        )
        attempt.add_catch(sfn.Pass(self, "Caught", result=sfn.Result.from_object({"caught": True})))
        machine = sfn.StateMachine(
            self, "Workflow", definition_body=sfn.DefinitionBody.from_chainable(attempt)
        )
        cdk.CfnOutput(self, "WorkflowArn", value=machine.state_machine_arn)

    def bucket(self) -> None:
        uploads = s3.Bucket(
            self, "Uploads", removal_policy=cdk.RemovalPolicy.DESTROY, auto_delete_objects=True
        )
        uploads.add_event_notification(
            s3.EventType.OBJECT_CREATED,
            notifications.LambdaDestination(self.function("Uploaded", handler="handlers.uploaded")),
        )
        cdk.CfnOutput(self, "UploadsBucket", value=uploads.bucket_name)


app = cdk.App()
Plain(app)
app.synth()
