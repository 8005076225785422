"""What answers a custom resource: its own function, or one of the CDK's providers made natively.

The CDK's providers are functions in Node that need the AWS SDK, which this machine does not have. Each
module but ``request`` and ``function`` answers one of them: ``applies(request) -> bool`` and
``respond(request) -> Answer``.
"""
