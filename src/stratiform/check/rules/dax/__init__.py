"""Rules about DynamoDB Accelerator clusters."""
