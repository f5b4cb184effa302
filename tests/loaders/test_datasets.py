from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputNotFound, InputUnreadable
from loaders import SHIPPED, check_folder, shipped_folder
from loaders.datasets import dataset_name


def test_a_folder_names_its_dataset(tmp_path: Path) -> None:
    folder = tmp_path / "昆明-2026"
    folder.mkdir()
    assert dataset_name(folder) == "昆明-2026"
    (folder / "datapackage.json").write_text('\ufeff{"name": "kunming", "resources": []}', "utf-8")
    assert dataset_name(folder) == "kunming"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": 3}', '{"name": ""}', '{"name": "a b"}', '{"name": "a/b"}'])
def test_a_package_without_a_usable_name_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, "utf-8")
    with pytest.raises(InputUnreadable) as error:
        dataset_name(tmp_path)
    assert "name" in error.value.message
    assert '{"name": ' in error.value.next_step


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match="gone"):
        dataset_name(tmp_path / "gone")


@pytest.mark.parametrize("dataset", SHIPPED)
def test_the_shipped_tables_load_without_a_reject_of_ours(dataset: str) -> None:
    """Every name in members and aid_links resolves, every column is known, but for what others published so."""
    report = check_folder(shipped_folder(dataset))
    assert report.dataset == dataset
    assert [reject.value for reject in report.rejects] == _NO_SUCH_PLACE.get(dataset, [])
    assert set().union(*report.ignored.values()) == _NOT_OURS.get(dataset, set())
    assert report.unused == ()
    assert report.links > 0


_NO_SUCH_PLACE = {"pairings": ["贵州/长顺市"] * 2}
"""What lists write that were published so; they are shipped unchanged."""
_NOT_OURS = {"pairings": {"结对县(个)", "帮扶贫困人口(万)"}}
