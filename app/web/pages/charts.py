"""Charts of answers, where the question's header declares one: built here by plotly, drawn by plotly.js in the browser.

The colours are those of the maps' lines: colour-blind readers can tell them apart, on paper and in the dark. Text and
grid get theirs from the page, in charts.js."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from rich.cells import cell_len

from app.maps.page import json_for_script
from app.web.pages.columns import Field, fields
from app.web.pages.table import number_text
from app.web.pages.texts import PageTexts
from graph.questions import Chart, Question

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST_BARS = 40
MOST_SIDE = 30
LABEL_COLUMNS = 26
_COLOURS = ("#2F7FB5", "#D55E00", "#0A8A66", "#B0588A", "#A06F00")
SHADES = ((0.0, "#BBD9EE"), (1.0, "#0A4A7A"))
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
_MARKERS = ("circle", "square", "diamond", "triangle-up", "x")
_FEW = 10
_NOT_IN_ANY = "_without_start"
"""How the columns end that count what is in no year."""
FEW = 5
"""A share of fewer is hatched: one school more would change it much."""
_SHARES = {"tickformat": ".0%", "range": [0, 1]}
_BAR, _CELL, _FRAME = 26, 30, 130
"""Pixels: of a bar, of a side of a cell, and of all that is around them."""

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart for the page: plotly's figure as JSON that can stand in a script element, and its caption."""

    figure: Markup
    caption: str
    height: int


def chart(question: Question, rows: Rows, texts: PageTexts) -> ChartFigure | None:
    """The chart that the header declares; None where it declares none, or a single row has nothing to compare."""
    declared = question.header.chart
    return None if declared is None else drawn(declared, fields(question), rows, texts)


def drawn(declared: Chart, columns: Mapping[str, Field], rows: Rows, texts: PageTexts) -> ChartFigure | None:
    """A chart of rows under some columns; None where a single row has nothing to compare."""
    if len(rows) < 2:
        return None
    make = {"bar": _bars, "line": _lines, "matrix": _matrix}[declared.kind]
    figure, cut_at = make(declared, columns, rows, texts)
    values = texts.separated(_title(name, columns, texts, unit=True) for name in declared.values)
    labels = [_title(name, columns, texts) for name in declared.labels]
    if declared.kind == "matrix":
        parts = [texts.word("chart_matrix", values=values, down=labels[0], across=labels[1])]
    else:
        parts = [texts.word("chart_of", values=values, labels=labels[0])]
    if declared.kind == "bar" and _has_share(declared, columns):
        parts.append(texts.word("chart_share"))
        parts += [texts.word("chart_few", n=FEW)] if any(map(_is_of_few, rows[:MOST_BARS])) else []
    parts += [texts.word("chart_cut", n=cut_at)] if cut_at else []
    parts += _left_out(declared, columns, rows, texts)
    # Read back: plotly writes text, which must then be made safe for the page that it stands in.
    data = json_for_script(json.loads(figure.to_json()))
    return ChartFigure(data, " · ".join(parts), figure.layout.height)


def _left_out(declared: Chart, columns: Mapping[str, Field], rows: Rows, texts: PageTexts) -> list[str]:
    """What a chart can't draw: rows without a value, and what a column beside a value says is in no row of it."""
    without = sum(all(row.get(name) is None for name in declared.values) for row in rows)
    told = [texts.word("chart_no_value", n=f"{without:,}")] if without else []
    for name in (f"{value}{_NOT_IN_ANY}" for value in declared.values):
        most = max((row.get(name) or 0 for row in rows), default=0) if name in columns else 0
        told += [texts.word("chart_left_out", what=texts.title(name), n=f"{most:,}")] if most else []
    return told


def _bars(declared: Chart, columns: Mapping[str, Field], rows: Rows, texts: PageTexts) -> tuple[Figure, int]:
    # Imported here and below: every huoshui command imports the app, and few draw.
    from plotly.graph_objects import Bar, Figure

    shown = rows[:MOST_BARS]
    # Places are numbered and then labelled: two regions of one name are still two.
    places = list(range(len(shown)))
    labels = [_label(declared.labels[0], row, columns, texts) for row in shown]
    traces = [
        Bar(
            orientation="h",
            name=escape(_title(name, columns, texts, unit=True), quote=False),
            y=places,
            x=[row.get(name) for row in shown],
            text=[_bar_text(name, row, columns) for row in shown],
            hovertext=[_hover(label, name, row, columns, texts) for label, row in zip(labels, shown, strict=True)],
            hoverinfo="text",
            textposition="outside",
            cliponaxis=False,
            marker={
                "color": _COLOURS[number % len(_COLOURS)],
                "pattern": {"shape": ["/" if _is_of_few(row) else "" for row in shown], "fillmode": "replace"},
            },
        )
        for number, name in enumerate(declared.values)
    ]
    figure = Figure(traces)
    axis: dict[str, Any] = {"title": {"text": _axis_title(declared.values, columns, texts)}, "rangemode": "tozero"}
    if _has_share(declared, columns):
        axis |= _SHARES
    elif max((row.get(name) or 0 for row in shown for name in declared.values), default=0) <= _FEW:
        axis["dtick"] = 1
    figure.update_layout(
        height=_FRAME + _BAR * len(shown) * len(traces),
        xaxis=axis,
        yaxis={"tickvals": places, "ticktext": [_short(label) for label in labels], "autorange": "reversed"},
    )
    return _finished(figure, len(traces)), MOST_BARS if len(rows) > MOST_BARS else 0


def _lines(declared: Chart, columns: Mapping[str, Field], rows: Rows, texts: PageTexts) -> tuple[Figure, int]:
    from plotly.graph_objects import Figure, Scatter

    x = declared.labels[0]
    ordered = sorted((row for row in rows if row.get(x) is not None), key=lambda row: row[x])
    figure = Figure(
        [
            Scatter(
                mode="lines+markers",
                name=escape(_title(name, columns, texts, unit=True), quote=False),
                x=[row[x] for row in ordered],
                y=[row.get(name) for row in ordered],
                hovertext=[_hover(str(row[x]), name, row, columns, texts) for row in ordered],
                hoverinfo="text",
                line={"color": _COLOURS[number % len(_COLOURS)], "dash": _DASHES[number % len(_DASHES)], "width": 2.5},
                marker={"symbol": _MARKERS[number % len(_MARKERS)], "size": 8},
            )
            for number, name in enumerate(declared.values)
        ]
    )
    axis: dict[str, Any] = {"title": {"text": _axis_title(declared.values, columns, texts)}, "rangemode": "tozero"}
    if _has_share(declared, columns):
        axis |= _SHARES
    figure.update_layout(
        height=400,
        xaxis={"title": {"text": escape(_title(x, columns, texts), quote=False)}, "tickformat": "d", "nticks": 12},
        yaxis=axis,
    )
    return _finished(figure, len(declared.values)), 0


def _matrix(declared: Chart, columns: Mapping[str, Field], rows: Rows, texts: PageTexts) -> tuple[Figure, int]:
    from plotly.graph_objects import Figure, Heatmap

    down, across, value = *declared.labels, declared.values[0]
    sides = [list(dict.fromkeys(row[name] for row in rows)) for name in (down, across)]
    cut_at = MOST_SIDE if max(map(len, sides)) > MOST_SIDE else 0
    downs, acrosses = (side[:MOST_SIDE] for side in sides)
    grid: list[list[Any]] = [[None] * len(acrosses) for _ in downs]
    hover: list[list[str]] = [[""] * len(acrosses) for _ in downs]
    names: dict[tuple[str, Any], str] = {}
    for row in rows:
        labels = [_label(name, row, columns, texts) for name in declared.labels]
        names |= {(down, row[down]): labels[0], (across, row[across]): labels[1]}
        if row[down] in downs and row[across] in acrosses:
            y, x = downs.index(row[down]), acrosses.index(row[across])
            grid[y][x] = row[value]
            hover[y][x] = _hover(" → ".join(labels), value, row, columns, texts)
    figure = Figure(
        Heatmap(
            z=grid,
            x=list(range(len(acrosses))),
            y=list(range(len(downs))),
            hovertext=hover,
            hoverinfo="text",
            texttemplate="%{z}",
            colorscale=SHADES,
            xgap=2,
            ygap=2,
            hoverongaps=False,
            # Every cell has its number in it, and a phone no room for a scale.
            showscale=False,
        )
    )
    figure.update_layout(
        height=_FRAME + 80 + _CELL * len(downs),
        # charts.js keeps the chart this wide where the screen is narrower; the figure then scrolls.
        meta={"least_width": 260 + _CELL * len(acrosses)},
        # Slanted, long names lie on their neighbours.
        xaxis=_side([names[across, value] for value in acrosses]) | {"tickangle": 90},
        yaxis=_side([names[down, value] for value in downs]) | {"autorange": "reversed"},
    )
    figure.update_xaxes(showgrid=False)
    figure.update_yaxes(showgrid=False)
    return _finished(figure, 1), cut_at


def _side(labels: Sequence[str]) -> dict[str, Any]:
    return {"tickvals": list(range(len(labels))), "ticktext": [_short(label) for label in labels]}


def _finished(figure: Figure, traces: int) -> Figure:
    figure.update_layout(
        template="none",
        margin={"l": 12, "r": 64, "t": 12 if traces == 1 else 44, "b": 12},
        showlegend=traces > 1,
        legend={"orientation": "h", "yanchor": "bottom", "y": 1, "x": 0},
        dragmode=False,
        bargap=0.25,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(automargin=True, fixedrange=True, zeroline=False)
    figure.update_yaxes(automargin=True, fixedrange=True, zeroline=False)
    return figure


def _label(column: str, row: Mapping[str, Any], columns: Mapping[str, Field], texts: PageTexts) -> str:
    """The row's name in a column: what its id is called, or its code in words."""
    field = columns[column]
    return texts.value(field.term, str(row.get(field.shown_with) or row.get(column) or ""))


def _short(label: str) -> str:
    """A label as it stands beside an axis, and safe there: plotly reads a few tags in its texts."""
    cut = label
    while cell_len(cut) > LABEL_COLUMNS:
        cut = cut[:-1]
    return escape(cut if cut == label else f"{cut}…", quote=False)


def _is_of_few(row: Mapping[str, Any]) -> bool:
    """Whether a row has a share of so few that it tells little."""
    whole = row.get("denominator")
    return whole is not None and whole < FEW


def _bar_text(name: str, row: Mapping[str, Any], columns: Mapping[str, Field]) -> str:
    if row.get(name) is None:
        return ""
    return _fraction(row) if columns[name].column.unit == "0-1" else number_text(name, row[name])


def _fraction(row: Mapping[str, Any]) -> str:
    parts = [row.get(name) for name in ("numerator", "denominator")]
    return "/".join("?" if part is None else number_text("", part) for part in parts)


def _hover(label: str, name: str, row: Mapping[str, Any], columns: Mapping[str, Field], texts: PageTexts) -> str:
    number = "" if row.get(name) is None else number_text(name, row[name])
    told = f"{number} ({_fraction(row)})" if columns[name].column.unit == "0-1" else number
    if of_what := row.get("of_what" if texts.language == "zh" else "of_what_en"):
        told = f"{told} {of_what}"
    return escape(f"{label}: {_title(name, columns, texts, unit=True)} {told}", quote=False)


def _title(name: str, columns: Mapping[str, Field], texts: PageTexts, *, unit: bool = False) -> str:
    column_unit = columns[name].column.unit
    shown = texts.unit(column_unit) if unit and column_unit and column_unit != "0-1" else ""
    return texts.with_unit(texts.title(name), shown)


def _axis_title(names: Sequence[str], columns: Mapping[str, Field], texts: PageTexts) -> str:
    if len(names) == 1:
        return escape(_title(names[0], columns, texts, unit=True), quote=False)
    units = dict.fromkeys(texts.unit(columns[name].column.unit) for name in names if columns[name].column.unit)
    return escape(texts.separated(units), quote=False)


def _has_share(declared: Chart, columns: Mapping[str, Field]) -> bool:
    return any(columns[name].column.unit == "0-1" for name in declared.values)
