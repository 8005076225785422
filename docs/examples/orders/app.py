"""Where the CDK starts: one stack in the environment that is asked for, ``local`` by default."""

from stratiform.constructs import App, Environment  # before aws_cdk: it gives the CDK its Node

from infrastructure import Orders

app = App()
Orders(Environment(app))
app.synth()
