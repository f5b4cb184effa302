"""Shares of regions as points where these lie: a schema, without borders."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from app.maps.page import json_for_script
from app.web.pages.charts import FEW, SHADES, ChartFigure
from app.web.pages.texts import PageTexts
from graph.statement import shipped_statement
from graph.store import Store

_ROOM = 0.14, 0.06
"""What a name needs for itself, of the width and height of all. Names of larger points go first; those without room are
told when one points at them."""
_HEIGHT = 520
_LEAST, _MOST = 9, 34
"""Pixels across: of the smallest point and of the largest."""

Rows = Sequence[Mapping[str, Any]]


def points(rows: Rows, store: Store, texts: PageTexts) -> ChartFigure | None:
    """Where the regions of some rows of coverage lie, as large as their denominators; None for fewer than two.

    Raises a StoreError."""
    found = store.read_all(shipped_statement("lookup", "region_points"), {"ids": [row["id"] for row in rows]})
    places = {place["id"]: place for place in found if None not in (place["lon"], place["lat"])}
    shown = [row for row in rows if row["id"] in places and row["denominator"]]
    if len(shown) < 2:
        return None
    # Imported here: every huoshui command imports the app, and few draw.
    from plotly.graph_objects import Figure, Scatter

    largest = max(row["denominator"] for row in shown)
    named = _named(shown, places)
    names = [escape(str(row["name"]), quote=False) for row in shown]
    figure = Figure(
        Scatter(
            mode="markers+text",
            x=[places[row["id"]]["lon"] for row in shown],
            y=[places[row["id"]]["lat"] for row in shown],
            text=[name if row["id"] in named else "" for name, row in zip(names, shown, strict=True)],
            textposition="top center",
            hovertext=[f"{name}: {_told(row, texts)}" for name, row in zip(names, shown, strict=True)],
            hoverinfo="text",
            cliponaxis=False,
            marker={
                "size": [max(_LEAST, _MOST * math.sqrt(row["denominator"] / largest)) for row in shown],
                "symbol": ["square" if row["denominator"] < FEW else "circle" for row in shown],
                "color": [row["share"] for row in shown],
                "cmin": 0,
                "cmax": 1,
                "colorscale": SHADES,
                "line": {"color": "#55616E", "width": 1},
                "opacity": 1,
                "showscale": True,
                "colorbar": {"tickformat": ".0%", "thickness": 12, "len": 0.6},
            },
        )
    )
    middle = sum(place["lat"] for place in places.values()) / len(places)
    figure.update_layout(
        template="none",
        height=_HEIGHT,
        margin={"l": 12, "r": 12, "t": 24, "b": 12},
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    # A degree of latitude is longer than one of longitude, by so much in the middle of the map.
    figure.update_yaxes(visible=False, fixedrange=True, scaleanchor="x", scaleratio=1 / math.cos(math.radians(middle)))
    parts = [texts.word("points"), texts.word("points_schema"), texts.word("points_few", n=FEW)]
    if left_out := len(rows) - len(shown):
        parts.append(texts.word("points_left_out", n=left_out))
    return ChartFigure(json_for_script(json.loads(figure.to_json())), " · ".join(parts), _HEIGHT)


def _named(rows: Rows, places: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The ids of those whose names have room."""
    named: list[str] = []
    at = {row["id"]: (places[row["id"]]["lon"], places[row["id"]]["lat"]) for row in rows}
    sides = list(zip(*at.values(), strict=True))
    room = [share * (max(side) - min(side)) for share, side in zip(_ROOM, sides, strict=True)]
    for row in sorted(rows, key=lambda row: (-row["denominator"], row["id"])):
        x, y = at[row["id"]]
        if not any(abs(x - at[id_][0]) < room[0] and abs(y - at[id_][1]) < room[1] for id_ in named):
            named.append(row["id"])
    return set(named)


def _told(row: Mapping[str, Any], texts: PageTexts) -> str:
    parts = f"{row['numerator']:,.0f}/{row['denominator']:,.0f}"
    of_what = row["of_what" if texts.language == "zh" else "of_what_en"] or ""
    return escape(f"{100 * row['share']:.1f}% ({parts}) {of_what}", quote=False)
