"""The CloudWatch agent of EC2 instances: what it measures, and how it is started."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ssm as ssm

from constructs import Construct
from stratiform.constructs.environment import name_of
from stratiform.constructs.logs import log_group

CONTROL = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl"
FILES = {"agent": "/var/log/ecs/ecs-agent.log", "init": "/var/log/ecs/ecs-init.log"}
"""The logs of ECS on an instance."""


class CloudWatchAgent(Construct):
    """Memory, disk and swap of each instance, and the logs of its ECS agent, by a parameter of SSM.

    The parameter's name starts as CloudWatchAgentServerPolicy demands.
    """

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        logs = log_group(self, "Logs")
        stack = cdk.Stack.of(self)
        collected = [
            {
                "file_path": path,
                "log_group_name": logs.log_group_name,
                "log_stream_name": f"{{instance_id}}/{name}",
            }
            for name, path in FILES.items()
        ]
        configuration = {
            "agent": {"metrics_collection_interval": 60},
            "metrics": {
                "append_dimensions": {
                    "AutoScalingGroupName": "${aws:AutoScalingGroupName}",
                    "InstanceId": "${aws:InstanceId}",
                },
                "aggregation_dimensions": [["AutoScalingGroupName"]],
                "metrics_collected": {
                    "disk": {"measurement": ["used_percent"], "resources": ["/"]},
                    "mem": {"measurement": ["mem_used_percent"]},
                    "swap": {"measurement": ["swap_used_percent"]},
                },
            },
            "logs": {"logs_collected": {"files": {"collect_list": collected}}},
        }
        self.parameter = ssm.StringParameter(
            self,
            "Configuration",
            parameter_name=f"AmazonCloudWatch-{name_of(self, 'parameter')}",
            string_value=stack.to_json_string(configuration),
        )

    def start(self, user_data: ec2.UserData) -> None:
        """Install and start it when an instance starts."""
        user_data.add_commands(
            "dnf install -y amazon-cloudwatch-agent",
            f"{CONTROL} -a fetch-config -m ec2 -s -c ssm:{self.parameter.parameter_name}",
        )
