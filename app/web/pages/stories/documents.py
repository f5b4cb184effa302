"""docs/stories.md: what a story file may say, from its models."""

from __future__ import annotations

from app.web.pages.stories.declared import SHIPPED, Story, StoryFigure, StoryMap, StoryStep
from graph.documents import NOTE, markdown_table

_INTRODUCTION = """\
A story is a short walk through the graph: steps with a map each, a sentence or two in Chinese and English, and figures.
`/stories` lists them, `/stories/NAME` shows one on a page, where the left and right arrow keys walk from step to step.
Those that come with Huoshui lie in `data/stories/`. `HUOSHUI_STORIES=FOLDER` shows yours instead: one file each, called
`NAME.yaml`, with lower-case letters, digits and single hyphens. They are shown in the order of their names.

- **Figures are never typed.** A figure is a question of the [catalogue](questions.md) and a place in its answer; it is
  asked when the page is made, and stands with its unit, of how many it is, its sources, and a link to the answer. A
  text that holds digits other than those of a year is refused.
- **What the graph doesn't hold is said.** A figure without an answer, a map of what isn't there, and a step of which
  nothing is there each say so. Unknown is not nought: an answer without any row counts as missing.
- **Words are your own.** The graph holds facts of its sources, and so does a story, not their sentences.
- **A file is checked when the app starts.** It does not start with one that is not valid; the message names the file,
  the line and the key. What a question is asked with is checked as the question does.
"""


def stories_page() -> str:
    """The page."""
    example = "\n".join((SHIPPED / "hubin.yaml").read_text("utf-8").splitlines()[:26])
    parts = [
        "# Stories of your own\n",
        NOTE,
        _INTRODUCTION,
        f"How `data/stories/hubin.yaml` begins:\n\n```yaml\n{example}\n```\n",
    ]
    for title, model in (("A story", Story), ("A step", StoryStep), ("A map", StoryMap), ("A figure", StoryFigure)):
        schema = model.model_json_schema()
        required = set(schema.get("required", ()))
        rows = (
            (f"**{name}**" if name in required else name, one.description or "")
            for name, one in model.model_fields.items()
        )
        parts.append(f"## {title}\n\n{markdown_table(('key', 'meaning'), rows)}")
    parts.append(
        "Keys in bold are required; `title`, `lead`, `text`, `words` and `unit` have a text under `zh` and one under\n"
        "`en`. A figure with a `cell` is what stands there in the one row that `where` leaves; with a `total` the sum\n"
        "over its rows; with neither it is how many rows there are.\n"
    )
    return "\n".join(parts)


PAGES = {"stories.md": stories_page}
