"""Every error Stratiform raises on purpose.

StratiformError                 what happened, where, and the fix
├── WrongUse (exit 2)           the input or the call must change
│   ├── SettingsError           stratiform.toml is missing, broken or lacks a value
│   ├── UnknownEnvironment      -e names an environment that the settings do not have
│   ├── NoEnvironment           a construct was created outside an Environment
│   ├── NoNetwork               a workload outside the network uses something inside it
│   ├── NotAnApp                the folder holds no CDK app
│   ├── NotAnAssembly           the path is neither a cloud assembly nor a template
│   ├── TemplateError           a template cannot be read
│   ├── AppError                the user's CDK app raised during synthesis
│   ├── UnknownRevision         git has no such revision of the app, or the app is in no repository
│   ├── UnknownStack            no deployed stack has the name asked for
│   ├── WaiverError             a waiver cannot be read, or lacks what makes it one
│   ├── MatrixError             a matrix of constraints cannot be read, or names what does not exist
│   └── ImageError              an image cannot be run as a process of this machine
└── MachineFailed (exit 3)      the machine or the cloud failed
    ├── MissingPart             an optional part of Stratiform is not installed
    ├── NotWritable             a folder or file cannot be written
    ├── PortInUse               the port asked for belongs to another process
    ├── NotRunning              nothing is up for this app
    ├── EngineFailed            the process engine did not start or stopped answering
    ├── GatewayFailed           the gateway did not start or stopped answering
    ├── EmulatorFailed          the local cloud did not start or stopped answering
    ├── CloudFailed             AWS refused a question or did not answer
    ├── DeploymentFailed        a stack could not be created or updated
    ├── LayoutFailed            a picture could not be arranged
    └── WatchFailed             saved files cannot be watched

Exit codes: 0 fine, 1 the answer is no, 2 wrong use, 3 the machine or the cloud failed.
"""

from __future__ import annotations

from typing import ClassVar


class StratiformError(Exception):
    """What happened and the value seen, where it was, and what to do next.

    ``what`` is one sentence. ``where`` is a file and line, or a construct path. ``fix`` is the next step.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, what: str, *, fix: str, where: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.where = where
        # A bare `python app.py` or `cdk synth` prints notes; the command line prints the fields.
        if where is not None:
            self.add_note(f"where: {where}")
        self.add_note(f"fix: {fix}")


class WrongUse(StratiformError):
    """The input or the call must change."""

    exit_code = 2


class MachineFailed(StratiformError):
    """The machine or the cloud failed; the same call may work later."""

    exit_code = 3


class SettingsError(WrongUse):
    """stratiform.toml is missing, broken or lacks a value."""


class UnknownEnvironment(WrongUse):
    """The environment asked for is not in the settings."""


class NoEnvironment(WrongUse):
    """A construct was created outside an Environment, so no tier and no name apply to it."""


class NoNetwork(WrongUse):
    """A workload outside the network was told to use a resource inside it."""


class NotAnApp(WrongUse):
    """The folder holds no CDK app."""


class NotAnAssembly(WrongUse):
    """The path is neither a synthesized cloud assembly nor a template."""


class TemplateError(WrongUse):
    """A template cannot be read: it is not JSON or YAML, or not a CloudFormation template."""


class AppError(WrongUse):
    """The user's CDK app raised during synthesis."""


class MatrixError(WrongUse):
    """A matrix of constraints cannot be read, or names what does not exist."""


class WaiverError(WrongUse):
    """A waiver of a finding cannot be read, or lacks what makes it one."""


class UnknownRevision(WrongUse):
    """Git has no such revision of the app, or the app is in no repository."""


class UnknownStack(WrongUse):
    """No deployed stack has the name asked for."""


class ImageError(WrongUse):
    """An image cannot be run as a process of this machine."""


class UnknownImage(ImageError):
    """An image that no build, mapping or bundled program stands behind."""


class MissingPart(MachineFailed):
    """An optional part of Stratiform is not installed."""


class NotWritable(MachineFailed):
    """A folder or file cannot be written."""


class PortInUse(MachineFailed):
    """The port asked for belongs to another process."""


class NotRunning(MachineFailed):
    """Nothing is up for this app."""


class EngineFailed(MachineFailed):
    """The process engine, or the Docker or Podman asked for, did not start or does not answer."""


class GatewayFailed(MachineFailed):
    """The gateway did not start, or stopped answering."""


class EmulatorFailed(MachineFailed):
    """The local cloud did not start, or stopped answering."""


class CloudFailed(MachineFailed):
    """AWS refused a question or did not answer."""


class DeploymentFailed(MachineFailed):
    """A stack could not be created or updated."""


class LayoutFailed(MachineFailed):
    """A picture could not be arranged: the layout engine failed at it."""


class WatchFailed(MachineFailed):
    """The system refuses to tell of saved files: a limit is reached, or the folder is gone."""
