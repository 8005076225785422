"""The web service in one environment: ``local`` unless the context says another."""

from stratiform.constructs import App, Environment  # first: it gives the CDK its Node

from infrastructure.web_service import WebService

app = App()
WebService(Environment(app))
app.synth()
