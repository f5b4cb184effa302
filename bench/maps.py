"""`python -m bench.maps`: how long a map's page takes to make, against what pyvis takes by itself.

Both hold the same nodes, links, names and places; ours has tables, cards and a legend beside. Figures are seconds of
processor, taken in turn in one run."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

from app.maps import render_map
from app.maps.layout import lay_out
from graph.subgraph import Subgraph, SubgraphLink, SubgraphNode

NODES, LINKS = 1_500, 4_000
_GROUP = 13


def crowd(nodes: int, links: int) -> Subgraph:
    """Schools in groups of a dozen, the other links strewn by a fixed rule."""
    groups = max(1, nodes // _GROUP)
    made = [SubgraphNode(f"g{i:05}", "EducationGroup", f"第{i}教育集团") for i in range(groups)]
    made += [SubgraphNode(f"s{i:05}", "School", f"第{i}小学", {"students": i}) for i in range(nodes - groups)]
    of_groups = [SubgraphLink(f"m{i:05}", "MEMBER_OF", f"s{i:05}", f"g{i % groups:05}") for i in range(nodes - groups)]
    aids = [
        SubgraphLink(f"a{i:05}", "AIDS", made[i * 7919 % nodes].id, made[(i * 104729 + 1) % nodes].id)
        for i in range(links - len(of_groups))
    ]
    return Subgraph(made, of_groups + aids)


def plain(view: Subgraph, *, directed: bool) -> str:
    """The page that pyvis makes of it by itself. Unless links are directed, it compares each with all before it."""
    from pyvis.network import Network  # brings in IPython, which is slow, and tests take `crowd` from here

    network = Network(directed=directed, cdn_resources="in_line")
    network.toggle_physics(False)
    places = lay_out(view).places
    for node in view.nodes:
        x, y = places[node.id]
        network.add_node(node.id, label=node.name, title=node.name, x=x, y=y)
    for link in view.links:
        network.add_edge(link.start, link.end, title=link.type)
    return str(network.generate_html())


def main() -> None:
    """Make each page some times, and print what it took."""
    parser = argparse.ArgumentParser("python -m bench.maps", description="Time the making of a map's page.")
    parser.add_argument("--nodes", type=int, default=NODES)
    parser.add_argument("--links", type=int, default=LINKS)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    _taken(lambda: render_map(crowd(20, 40), title="图"))
    view = crowd(options.nodes, options.links)
    makers: dict[str, Callable[[], str]] = {
        "render_map": lambda: render_map(view, title="图"),
        "pyvis, Network()": lambda: plain(view, directed=False),
        "pyvis, Network(directed=True)": lambda: plain(view, directed=True),
    }
    taken: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(options.repeat):
        for name, make in makers.items():
            taken[name].append(_taken(make))
    print(f"{options.nodes:,} nodes, {options.links:,} links; medians of {options.repeat}")
    ours = median(taken["render_map"])
    for name, times in taken.items():
        print(f"{name:<30} {median(times):.2f} s, {median(times) / ours:.1f} times ours")


def _taken(make: Callable[[], str]) -> float:
    start = time.process_time()
    make()
    return time.process_time() - start


if __name__ == "__main__":
    main()
