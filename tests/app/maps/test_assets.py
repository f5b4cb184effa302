from __future__ import annotations

import re

import pytest

from app.maps import ASSET_NAMES, asset_path
from app.maps.assets import STYLE_NAMES, checked_assets_url, inline_script, inline_style
from graph.errors import NotFound


@pytest.mark.parametrize("name", ASSET_NAMES)
def test_every_asset_is_installed(name: str) -> None:
    assert asset_path(name).is_file()
    assert asset_path(name).name == name


def test_vis_network_comes_from_pyvis() -> None:
    assert "pyvis" in asset_path("vis-network.min.js").parts
    assert "pyvis" in asset_path("vis-network.css").parts


@pytest.mark.parametrize(
    "name", ["", "../page.py", "map.html.j2", "/etc/passwd", "VIS-NETWORK.CSS", "vis-network.css\0"]
)
def test_no_other_file_is_served(name: str) -> None:
    with pytest.raises(NotFound):
        asset_path(name)


def test_inlined_text_can_not_end_its_element() -> None:
    for name in ("vis-network.min.js", "map.js"):
        assert not re.search(r"</script|<!--", inline_script(name), re.IGNORECASE)
    for name in STYLE_NAMES:
        assert not re.search(r"</style", inline_style(name), re.IGNORECASE)


def test_escaping_leaves_the_script_as_it_was_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.maps.assets._asset_text", lambda _: 'a="</SCRIPT><!--";\n//# sourceMappingURL=x.map\nb')
    assert inline_script.__wrapped__("x") == 'a="<\\/SCRIPT><\\!--";\n\nb'


@pytest.mark.parametrize(("given", "kept"), [("/assets", "/assets"), ("/a/b/", "/a/b"), ("/", ""), ("", "")])
def test_paths_of_this_server_pass(given: str, kept: str) -> None:
    assert checked_assets_url(given) == kept
