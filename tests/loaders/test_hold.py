"""When things hold: days of links bounded by those of their ends, and of schools by their status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.folders import Checked, checked, write_tables

SCHOOLS = "id,name,region,campus_of,status,since,until,observed,source,locator\n"
GROUPS = "id,name,lead,since,until,source,locator\n"
MEMBERS = "group,school,role,since,until,observed,source,locator\n"
AID = "helper,helped,relation,since,until,since_cut_by,observed_first_day,source,locator\n"


def _days(done: Checked, type_: str, start: str) -> tuple[object, ...]:
    """First and last day, and what cut them, of the one link of a type that starts somewhere."""
    (link,) = [link for link in done.plan.links.values() if (link.type, link.start) == (type_, start)]
    names = ("since_day", "until_day", "since_cut_by", "until_cut_by")
    return tuple(link.properties.get(name) for name in names)


def _planned(tmp_path: Path, schools: str = "", groups: str = "", members: str = "", **tables: str) -> Checked:
    given = {"schools": SCHOOLS + schools, "groups": GROUPS + groups, "members": MEMBERS + members}
    done = checked(write_tables(tmp_path / "t", **given, **tables))
    assert done.report.rejects == []
    return done


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("", "", (20150101, 20200831, "end", "end")),
        ("2014", "2021", (20150101, 20200831, "end", "end")),
        ("2016-05", "", (20160501, 20200831, None, "end")),
        ("2015-01-01", "2020-08", (20150101, 20200831, None, None)),
        ("2022", "", (20220101, 20200831, None, "end")),
    ],
)
def test_a_membership_holds_while_its_group_does(
    tmp_path: Path, since: str, until: str, expected: tuple[object, ...]
) -> None:
    done = _planned(
        tmp_path,
        "s1,一小,530124,,,,,,rep,L1\n",
        "g1,甲集团,,2015,2020-08,rep,L2\n",
        f"g1,s1,,{since},{until},,rep,L3\n",
    )
    assert _days(done, "MEMBER_OF", "s1") == expected
    (link,) = [link for link in done.plan.links.values() if link.type == "MEMBER_OF"]
    assert (link.properties.get("since"), link.properties.get("until")) == (since or None, until or None)


def test_the_nearer_of_two_ends_cuts_a_link(tmp_path: Path) -> None:
    done = _planned(
        tmp_path,
        "s1,一小,530124,,,2016,2019,,rep,L1\n",
        "g1,甲集团,,2015,2020-08,rep,L2\n",
        "g1,s1,,,,,rep,L3\n",
    )
    assert _days(done, "MEMBER_OF", "s1") == (20160101, 20191231, "start", "start")


def test_every_type_of_link_is_bound_by_its_ends(tmp_path: Path) -> None:
    done = _planned(
        tmp_path,
        "s1,一小,530124,,,2001,2021-07,,rep,L1\ns2,二小,530124,s1,,,,,rep,L2\n",
        aid_links="helper,helped,relation,source,locator\ns1,530102,aids,rep,L3\ns2,s1,paired_with,rep,L4\n",
    )
    assert _days(done, "LOCATED_IN", "s1") == (20010101, 20210731, "start", "start")
    assert _days(done, "CAMPUS_OF", "s2") == (20010101, 20210731, "end", "end")
    assert _days(done, "AIDS", "s1") == (20010101, 20210731, "start", "start")
    assert _days(done, "PAIRED_WITH", "s1") == (20010101, 20210731, "start", "start")  # stored from the smaller id
    assert _days(done, "LOCATED_IN", "s2") == (None, None, None, None)


@pytest.mark.parametrize(
    ("status", "since", "until", "expected"),
    [
        ("open", "", "", (None, None)),
        ("planned", "", "", (99999999, None)),
        ("planned", "2027-09", "", (20270901, None)),
        ("closed", "", "", (None, 20231231)),
        ("merged", "1990", "", (19900101, 20231231)),
        ("closed", "", "2021-07", (None, 20210731)),
    ],
)
def test_a_status_without_its_date_bounds_a_school_and_its_links(
    tmp_path: Path, status: str, since: str, until: str, expected: tuple[int | None, int | None]
) -> None:
    done = _planned(
        tmp_path,
        f"s1,一小,530124,,{status},{since},{until},,rep,L1\n",
        "g1,甲集团,,,,rep,L2\n",
        "g1,s1,,,,,rep,L3\n",
        sources="id,title,published\nrep,Report,2024\n",
    )
    school = done.plan.nodes["School", "s1"].properties
    assert (school.get("since_day"), school.get("until_day")) == expected
    assert (school.get("since"), school.get("until")) == (since or None, until or None)
    assert _days(done, "MEMBER_OF", "s1")[:2] == expected


def test_a_closed_school_ends_with_its_newest_source_or_was_never_there(tmp_path: Path) -> None:
    done = _planned(
        tmp_path,
        "s1,一小,530124,,closed,,,,old;new,L1;L2\ns2,二小,530124,,closed,,,,undated,L1\n",
        sources="id,title,published\nold,Old,2010\nnew,New,2024-03-01\nundated,No date,\n",
    )
    assert done.plan.nodes["School", "s1"].properties["until_day"] == 20240229
    assert done.plan.nodes["School", "s2"].properties["until_day"] == 0


def test_who_leads_a_group_that_ended_is_no_lead_school(tmp_path: Path) -> None:
    done = _planned(
        tmp_path,
        "s1,一小,530124,,,,,,rep,L1\ns2,二小,530124,,,,,,rep,L2\n",
        "g1,甲集团,s1,,2020,rep,L3\ng2,乙集团,s2,,,rep,L4\n",
    )
    labels = {id_: node.extra_label for (label, id_), node in done.plan.nodes.items() if label == "School"}
    assert labels == {"s1": None, "s2": "LeadSchool"}


def test_what_was_observed_has_a_first_and_a_last_day(tmp_path: Path) -> None:
    done = _planned(
        tmp_path,
        "s1,一小,530124,,,,,,rep,L1\ns2,二小,530124,,,,,,rep,L1\n",
        "g1,甲集团,,,,rep,L2\n",
        "g1,s1,,,,2021;2023-02,rep,L3\ng1,s2,,,,,rep,L3\n",
    )
    seen = {
        link.start: (link.properties.get("observed_first_day"), link.properties.get("observed_last_day"))
        for link in done.plan.links.values()
        if link.type == "MEMBER_OF"
    }
    assert seen == {"s1": (20210101, 20230228), "s2": (None, None)}


def test_no_column_of_a_table_is_taken_for_what_is_worked_out(tmp_path: Path) -> None:
    done = _planned(
        tmp_path,
        "s1,一小,530124,,,,,,rep,L1\ns2,二小,530124,,,,,,rep,L2\n",
        aid_links=AID + "s1,s2,aids,,,5,20200101,rep,L3\n",
    )
    (aid,) = [link for link in done.plan.links.values() if link.type == "AIDS"]
    assert not {"since_cut_by", "observed_first_day"} & set(aid.properties)
