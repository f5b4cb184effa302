"""A bulk load that stops once its data stand, before anything says that it finished, and waits to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from graph import Settings, Store, engines
from loaders import LoadOptions, load_folder


def main(folder: str, home: str) -> None:
    """Load and, once the imported data are in place, say so and go no further."""
    settings = Settings(home=Path(home), engine="neo4j", neo4j_uri=None)
    connection = engines.connection(settings, write=True)
    assert connection is not None

    def stop(what: str, _done: int, _total: int) -> None:
        if what == "indexing":
            print("stopped", flush=True)  # noqa: T201
            time.sleep(600)

    with Store(connection, settings) as store:
        load_folder(store, Path(folder), LoadOptions(bulk=True, progress=stop))


if __name__ == "__main__":
    main(*sys.argv[1:])
