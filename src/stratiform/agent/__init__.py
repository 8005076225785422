"""The config and secrets agent: a sidecar that serves configuration and secrets, and hears when they change.

It answers as AWS AppConfig Agent and AWS Secrets Manager Agent do. It knows nothing of the rest of
Stratiform, since it ships inside other people's tasks.
"""
