"""A load that stops in the middle of its writing and waits to be killed; a process of its own for test_load."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from graph import Settings, Store, engines
from loaders import LoadOptions, load_folder


def main(folder: str, home: str, engine: str, stop_at: str) -> None:
    """Load in small batches and, once `stop_at` rows are written, say so and go no further."""
    settings = Settings(home=Path(home), engine=engine, neo4j_uri=None)
    connection = engines.connection(settings, write=True)
    assert connection is not None

    def stop(what: str, done: int, _total: int) -> None:
        if what.startswith("writing") and done >= int(stop_at):
            print("stopped", flush=True)  # noqa: T201
            time.sleep(600)

    with Store(connection, settings) as store:
        load_folder(store, Path(folder), LoadOptions(batch_rows=7, progress=stop))


if __name__ == "__main__":
    main(*sys.argv[1:])
