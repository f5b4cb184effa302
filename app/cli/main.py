"""`huoshui`: the command's entry, its verbs, and the one place where errors become messages and exit codes.

Exit codes: 0 done, 1 done with rejects (or a load refused), 2 wrong use, 3 store not reachable."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import typer
from pydantic import ValidationError
from rich.text import Text

from app.cli import ask, demo, engine, export, load, network_map, receipt, serve
from app.cli.console import err
from graph import Settings
from graph.errors import HuoshuiError

app = typer.Typer(
    name="huoshui",
    help="Huoshui 活水: a knowledge graph of schools, education groups and aid links in China.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (engine, load, ask, receipt, network_map, export, serve, demo):
    module.register(app)

DEFECT = 70
"""Exit code of a defect of our own, as sysexits.h has it."""


def run() -> None:
    """Run the command. No traceback reaches the reader: a defect's goes to a file that the message names."""
    try:
        app()
    except HuoshuiError as error:
        _fail(error.message, error.next_step, error.exit_code)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(map(str, first["loc"])).upper()
        _fail(f"The setting {name} is not valid: {first['msg']}", "Correct the environment variable.", 2)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does. Python would complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception:
        path = _keep_traceback()
        _fail("This is a defect of Huoshui", f"Report it with the file {path}.", DEFECT)


def _fail(message: str, next_step: str, code: int) -> None:
    err.print(Text.assemble(("Error: ", "bold red"), message))
    err.print(Text.assemble(("Next:  ", "bold"), next_step))
    sys.exit(code)


def _keep_traceback() -> Path:
    folder = Settings().home
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "last-defect.log"
    path.write_text(f"{' '.join(sys.argv)}\n{traceback.format_exc()}", "utf-8")
    return path


if __name__ == "__main__":
    run()
