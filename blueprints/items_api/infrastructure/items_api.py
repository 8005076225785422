"""One route, one function in a network, one table."""

import aws_cdk as cdk

from stratiform.constructs import Access, Alarms, Cors, Environment, Function, Network, RestApi, Table


class ItemsApi(cdk.Stack):
    """``GET /item`` stores an item in the table and answers with it."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment, "ItemsApi")

        network = Network(self, "Network", subnets=("public", "isolated"))
        items = Table(self, "Items", key="itemId")

        alarms = Alarms(errors=1, periods=1)
        handler = Function(self, "Handler", source="src", network=network, alarms=alarms)
        handler.uses(items, Access.WRITE, as_="TABLE_NAME")

        api = RestApi(self, "Api", routes={"GET /item": handler}, cors=Cors(), alarms=alarms)

        outputs = {
            "VpcId": network.vpc.vpc_id,
            "TableName": items.table.table_name,
            "RoleArn": handler.role.role_arn,
            "FunctionName": handler.function.function_name,
            "FunctionArn": handler.function.function_arn,
            "AlarmName": handler.alarms["Errors"].alarm_name,
            "ApiAlarmName": api.alarms["Errors"].alarm_name,
            "ApiId": api.api.rest_api_id,
            "ApiUrl": api.url,
        }
        for name, value in outputs.items():
            cdk.CfnOutput(self, name, value=value)
