"""Reporting an error: a message that is filled in, where the settings say to whom."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.web.main import create_app
from graph import Settings
from graph.answers import Library
from tests.app.web.conftest import served
from tests.app.web.pages.reading import links, read

SCHOOL = "school-530100-6521ff8322"
ANSWER = f"/questions/groups_of_school?lang=en&school={SCHOOL}&as_of=2025-09-01"
MAIL, FORM = "mailto:graph@example.org", "https://example.org/issues/new?labels=data"


@pytest.fixture(params=[MAIL, FORM])
def told(settings: Settings, seeds: Library, request: pytest.FixtureRequest) -> Iterator[tuple[str, httpx.Client]]:
    own = settings.model_copy(update={"report_address": request.param, "public_url": "https://graph.example/"})
    with served(create_app(own)) as client:
        yield request.param, client


def _message(client: httpx.Client, to: str, page: str) -> tuple[str, str]:
    """(subject, body) of the message that a page offers."""
    (link,) = [one for one in links(read(client.get(page).text)) if one.startswith(to)]
    fields = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert "+" not in link
    return fields["subject" if to == MAIL else "title"][0], fields["body"][0]


def test_the_message_says_what_it_takes_to_find_the_error(told: tuple[str, httpx.Client], seeds: Library) -> None:
    to, client = told
    subject, body = _message(client, to, f"/schools/{SCHOOL}?lang=en")
    assert "昆明市第三中学" in subject
    receipt = seeds.ask("school", {"id": SCHOOL}).receipt
    for part in (
        SCHOOL,
        f"https://graph.example/schools/{SCHOOL}?lang=en",
        str(receipt.graph_version),
        receipt.revision,
    ):
        assert part in body
    asked = seeds.ask("groups_of_school", {"school": SCHOOL, "as_of": "2025-09-01"}).receipt
    _, body = _message(client, to, ANSWER)
    for part in (f"https://graph.example{ANSWER}", f"school={SCHOOL}", asked.answer_digest, "groups_of_school"):
        assert part in body
    subject, body = _message(client, to, "/coverage?lang=en&region=530100&as_of=2025-09-01")
    assert ("昆明市" in subject, "530100" in body) == (True, True)
    assert not [one for one in links(read(client.get("/questions/reach").text)) if one.startswith(to)]


def test_without_an_address_nothing_is_offered(client: httpx.Client) -> None:
    for page in (f"/schools/{SCHOOL}", ANSWER):
        assert "报告错误" not in client.get(page).text


@pytest.mark.parametrize("wrong", ["graph@example.org", "javascript:alert(1)", "mailto:a@b?cc=c", "https://x/#a b"])
def test_an_address_of_another_form_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="report_address"):
        Settings(report_address=wrong)
