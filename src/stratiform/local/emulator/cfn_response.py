"""The modules that AWS puts beside inline code, so that a function can answer CloudFormation."""

from __future__ import annotations

PYTHON = """import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    answer = {
        "Status": responseStatus,
        "Reason": reason or f"See the details in CloudWatch Log Stream: {context.log_stream_name}",
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }
    body = json.dumps(answer).encode()
    headers = {"Content-Type": "", "Content-Length": str(len(body))}
    request = urllib.request.Request(event["ResponseURL"], body, headers, method="PUT")
    with urllib.request.urlopen(request) as response:
        print(f"Status code: {response.status}")
"""

NODE = """exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = async (event, context, responseStatus, responseData, physicalResourceId, noEcho) => {
  const body = JSON.stringify({
    Status: responseStatus,
    Reason: `See the details in CloudWatch Log Stream: ${context.logStreamName}`,
    PhysicalResourceId: physicalResourceId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: responseData,
  });
  const response = await fetch(event.ResponseURL, { method: 'PUT', body });
  console.log(`Status code: ${response.status}`);
  if (typeof context.done === 'function') context.done();
};
"""
