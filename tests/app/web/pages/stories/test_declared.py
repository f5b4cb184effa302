"""A story file: what is wrong with one is told with its name, line and key, before any page is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from app.web.main import create_app
from app.web.pages.stories.declared import SHIPPED, read_stories, read_story
from graph import Settings
from graph.errors import StoryInvalid

GOOD = """\
title: {zh: 一, en: One}
lead: {zh: 二, en: Two}
sources: [seed-001]
steps:
  - title: {zh: 三, en: Three}
    text: {zh: 自2025年起, en: Since 2025}
    map: {focus: "411202"}
  - title: {zh: 四, en: Four}
    text: {zh: 五, en: Five}
    map: {question: lost_without_lead, parameters: {school: a}}
    figures:
      - words: {zh: 六, en: Six}
        question: coverage
        parameters: {region: "411202"}
        cell: numerator
        of: denominator
"""


def told(folder: Path, text: str, name: str = "own.yaml") -> str:
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(StoryInvalid) as caught:
        read_story(folder / name)
    return caught.value.message


def test_a_good_one_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(GOOD, "utf-8")
    story = read_stories(tmp_path)["own"]
    assert [step.map.focus for step in story.steps] == ["411202", ""]
    assert story.steps[0].map.network == {"focus": "411202", "hops": "1", "as_of": "any"}
    assert story.steps[0].text.of("zh") == "自2025年起"
    assert story.steps[0].text.of("en") == "Since 2025"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("{zh: 五, en: Five}", "{zh: 五, en: 13 schools}", 9, "steps[1].text.en: a text holds the figure 13"),
        ("{zh: 五, en: Five}", "{zh: 五所}", 9, "steps[1].text.en: is missing"),
        ("cell: numerator", "cell: nominator", 12, "coverage has no column 'nominator'; it has id,"),
        ("question: coverage", "question: cover", 12, "no question is called 'cover'"),
        ('{region: "411202"}', "{regoin: x}", 12, "coverage has no such parameter"),
        ('{region: "411202"}', "{as_of: x}", 12, "coverage can't be asked like this: as_of"),
        ("        of: denominator", "        off: x", 16, "steps[1].figures[0].off: is no key"),
        ("        cell: numerator\n", "", 12, "`of` goes with a `cell`"),
        ("        of: denominator", "        total: share", 12, "a `cell` or a `total`, not both"),
        ('map: {focus: "411202"}', "map: {hops: 1}", 7, "has a `focus` or a `question`"),
        ('map: {focus: "411202"}', "map: {focus: a, hops: 9}", 7, "steps[0].map.hops"),
        ('map: {focus: "411202"}', "map: {focus: a, ties: [HELPS]}", 7, "network can't be asked like this"),
        ("question: lost_without_lead, parameters: {school: a}", "question: coverage", 10, "has no map of its answer"),
        ('map: {focus: "411202"}', "map: {focus: a, view: flows}", 7, "flows has no `focus` and no `question`"),
        ('map: {focus: "411202"}', "map: {view: flows, parameters: {size: a}}", 7, "a map has no 'size'; it has by,"),
        ("sources: [seed-001]", "sources: []", 3, "sources"),
    ],
)
def test_a_fault_is_told_with_file_line_and_key(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    message = told(tmp_path, GOOD.replace(old, new))
    assert message.startswith(f"own.yaml:{line}: "), message
    assert said in message


@pytest.mark.parametrize("text", ["", "a: [", "title: {zh: 一}\ntitle: {zh: 二}", "- 1", "x" * 100_001])
def test_what_is_no_story_is_told_as_one(tmp_path: Path, text: str) -> None:
    assert "own.yaml" in told(tmp_path, text)


def test_names_of_files_are_parts_of_addresses(tmp_path: Path) -> None:
    assert "lower-case" in told(tmp_path, GOOD, "Own_story.yaml")
    with pytest.raises(StoryInvalid, match="No folder"):
        read_stories(tmp_path / "nowhere")


def test_an_app_shows_the_stories_of_its_folder_and_does_not_start_with_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(GOOD, "utf-8")
    settings = Settings(home=tmp_path / "home", neo4j_uri=None, stories=tmp_path)
    assert list(create_app(settings).state.stories) == ["own"]
    shutil.copy(SHIPPED / "kunming.yaml", tmp_path / "bad.yaml")
    with (tmp_path / "bad.yaml").open("a", encoding="utf-8") as file:
        file.write("more: x\n")
    lines = len((tmp_path / "bad.yaml").read_text("utf-8").splitlines())
    with pytest.raises(StoryInvalid, match=rf"^bad\.yaml:{lines}: more: is no key"):
        create_app(settings)


def test_the_shipped_ones_have_four_to_seven_steps_with_a_figure_each() -> None:
    stories = read_stories(SHIPPED)
    assert len(stories) == 6
    for story in stories.values():
        assert 4 <= len(story.steps) <= 7
        assert all(step.figures for step in story.steps)


def test_no_sentence_of_a_shipped_one_is_long() -> None:
    """A sentence or two: whoever writes more has begun to retell."""
    for path in SHIPPED.glob("*.yaml"):
        for step in yaml.safe_load(path.read_text("utf-8"))["steps"]:
            assert len(step["text"]["zh"]) <= 80
            assert len(step["text"]["en"].split()) <= 35
