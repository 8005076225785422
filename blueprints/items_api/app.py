"""The items API in one environment: ``local`` unless the context says another."""

from stratiform.constructs import App, Environment  # first: it gives the CDK its Node

from infrastructure.items_api import ItemsApi

app = App()
ItemsApi(Environment(app))
app.synth()
