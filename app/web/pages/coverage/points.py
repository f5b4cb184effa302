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

_HEIGHT = 520
_BELOW = {"orientation": "h", "y": 0, "yanchor": "top"}
_LEAST, _OF_ONE, _MOST = 9, 12, 34
"""Pixels across: of the smallest point, of a denominator of one where all are small, and of the largest."""

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

    # A few regions of one school each would hide one another as large as the largest may be.
    of_one = min(_OF_ONE, _MOST / math.sqrt(max(row["denominator"] for row in shown)))
    # Names of larger points go first (charts.js); one without room is told when one points at it.
    shown.sort(key=lambda row: (-row["denominator"], row["id"]))
    names = [escape(str(row["name"]), quote=False) for row in shown]
    figure = Figure(
        Scatter(
            mode="markers+text",
            x=[places[row["id"]]["lon"] for row in shown],
            y=[places[row["id"]]["lat"] for row in shown],
            text=names,
            textposition="top center",
            hovertext=[f"{name}: {_told(row, texts)}" for name, row in zip(names, shown, strict=True)],
            hoverinfo="text",
            cliponaxis=False,
            marker={
                "size": [max(_LEAST, of_one * math.sqrt(row["denominator"])) for row in shown],
                "symbol": ["square" if row["denominator"] < FEW else "circle" for row in shown],
                "color": [row["share"] for row in shown],
                "cmin": 0,
                "cmax": 1,
                "colorscale": SHADES,
                "line": {"color": "#55616E", "width": 1},
                "opacity": 1,
                "showscale": True,
                "colorbar": {"tickformat": ".0%", "thickness": 12, "len": 0.6, **_BELOW},
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


def _told(row: Mapping[str, Any], texts: PageTexts) -> str:
    parts = f"{row['numerator']:,.0f}/{row['denominator']:,.0f}"
    of_what = row["of_what" if texts.language == "zh" else "of_what_en"] or ""
    return escape(f"{100 * row['share']:.1f}% ({parts}) {of_what}", quote=False)
