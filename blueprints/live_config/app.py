"""The live configuration in one environment: ``local`` unless the context says another."""

from stratiform.constructs import App, Environment  # first: it gives the CDK its Node

from infrastructure.live_config import LiveConfig

app = App()
LiveConfig(Environment(app))
app.synth()
