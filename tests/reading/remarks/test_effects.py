"""What of a plan has no effect is remarked on, and what has one is not."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from helpers.written import IN_VAIN, whole_reading_of

from campaign_cli.reading import read
from campaign_cli.starting.template import NewPlan, fresh_plan
from campaign_cli.support.diagnostic import Severity

SPEAKERS = '[[resource]]\nid = "speakers"\nname = "Speakers"\n'
ONE = 'members = [{ id = "x", name = "X" }]'
MONDAYS = 'members = [{ id = "x", name = "X", closed = [2027-03-08] }]'
HALL = 'hall = { name = "Hall", capacity = 90 }'
SHUT = 'hall = { name = "Hall", closed = [2027-03-07] }'
GROUP = '[[group]]\nid = "g"\nwards = ["a", "b"]'
POSTERS = '[[supply]]\nid = "poster"\nname = "Posters"\nquantity = 90'
SHOW = '[[activity]]\nid = "show"\nkind = "arts"\ntitle = "Show"\nowner = "office"'
PILOT = SHOW.replace("show", "pilot") + '\nwards = { choose = 1, always = ["a"] }'
OWN_HOURS = '\nin.a.hours = "9h–10h"\nin.b.hours = "10h–11h"'
MORNING = 'sessions = ["morning"]\n'
USED = "uses = { speakers = 1 }"


def remarks(folder: Path, parts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return code and path of what has no effect in a plan of two wards and a talk in each.

    `parts` are more lines of its tables, and tables of their own (`tables`).
    """
    text = "\n".join(
        (
            '[campaign]\nname = "M"\nstart = 2027-03-01\nend = 2027-03-31\nlanguage = "en"',
            parts.get("campaign", ""),
            "[calendar]",
            parts.get("calendar", ""),
            '[[body]]\nid = "office"\nname = "Office"',
            *(
                f'[[ward]]\nid = "{ward}"\nname = "{ward.upper()}"\n'
                f'contact = {{ name = "Office", phone = "0100" }}\n{parts.get(ward, "")}'
                for ward in "ab"
            ),
            '[[activity]]\nid = "talk"\nkind = "talk"\ntitle = "Talk"\nowner = "office"',
            parts.get("talk", ""),
            parts.get("tables", ""),
        )
    )
    found = whole_reading_of(folder, text).diagnostics
    assert [one for one in found if one.code not in IN_VAIN] == [], text
    assert {one.severity for one in found} <= {Severity.WARNING}
    assert all(one.span is not None for one in found)
    return [(one.code, ".".join(one.path)) for one in found]


IDLE: dict[str, tuple[dict[str, str], str]] = {
    "apart of one event": ({"talk": "apart = 7"}, "P508 activity.talk.apart"),
    "apart of groups that share no ward": (
        {"talk": 'wards = ["g"]\napart = 7', "tables": GROUP},
        "P508 activity.talk.apart",
    ),
    "after wards that are never chosen": (
        {"talk": 'wards = ["b"]\nafter = ["pilot"]', "tables": PILOT},
        "P510 activity.talk.after",
    ),
    "after all, alone": ({"talk": 'after = "all"'}, "P510 activity.talk.after"),
    "after an empty list": ({"talk": "after = []"}, "P510 activity.talk.after"),
    "a preferred day of what is fixed": (
        {"talk": 'wards = ["a"]\nfixed = 2027-03-09\nprefer = { on = 2027-03-08 }'}
        | {"tables": SHOW},
        "P508 activity.talk.prefer.on",
    ),
    "preferred sessions, all there are": (
        {"talk": 'prefer = { sessions = ["morning", "afternoon"] }'},
        "P508 activity.talk.prefer.sessions",
    ),
    "preferred sessions, none it can have": (
        {"talk": 'prefer = { sessions = ["evening"] }'},
        "P508 activity.talk.prefer.sessions",
    ),
    "beside others, without wards": (
        {"talk": 'wards = "none"\nbeside = true', "tables": SHOW},
        "P508 activity.talk.beside",
    ),
    "delegates of no wards": (
        {"talk": 'wards = "none"\nattendance = "delegates"', "tables": SHOW},
        "P508 activity.talk.attendance",
    ),
    "beside others, as long as its window": (
        {"talk": 'lasts = "window"\nbeside = true'},
        "P508 activity.talk.beside",
    ),
    "always, of all": (
        {"talk": 'wards = { choose = 2, always = ["a"] }'},
        "P508 activity.talk.wards.always",
    ),
    "per group, without groups": (
        {"talk": "wards = { choose = 1, per_group = 1 }"},
        "P508 activity.talk.wards.per_group",
    ),
    "the same cost in a ward": (
        {"talk": "cost = 5\nin.a = { cost = 5 }"},
        "P508 activity.talk.in.a.cost",
    ),
    "the same target in a ward": (
        {"talk": "indicators = { people = 5 }\nin.a = { indicators = { people = 5 } }"},
        "P508 activity.talk.in.a.indicators.people",
    ),
    "a task dropped that there is not": (
        {
            "talk": 'wards = ["a"]',
            "tables": SHOW + '\nwards = ["b"]\noutdoor = false\ndrop = ["weather"]',
        },
        "P508 activity.show.drop",
    ),
    "a task that is never asked for": (
        {
            "talk": '[[activity.task]]\nid = "tent"\ntitle = "Put up a tent"\nif = "outdoor"'
            '\nwho = "ward"\nd = -1'
        },
        "P508 activity.talk.task.tent.if",
    ),
    "days of what lasts as long as its window": (
        {"talk": 'lasts = "window"\ndays = ["mon"]'},
        "P508 activity.talk.days",
    ),
    "room that nothing asks for": (
        {"talk": 'wards = ["a"]\nvenue = "a-hall"', "a": HALL, "tables": SHOW},
        "P508 venue.a-hall.capacity",
    ),
    "more a day than there are sessions": (
        {"talk": USED, "tables": f"{SPEAKERS}max_per_day = 3\n{ONE}"},
        "P508 resource.speakers.max_per_day",
    ),
    "waste of what is divided": (
        {"tables": POSTERS + '\nshare_by = "equal"\nwaste = 0.1'},
        "P508 supply.poster.waste",
    ),
    "the least share of what is not divided": (
        {"talk": "supplies = { poster = 1 }", "tables": POSTERS + "\nat_least = 5"},
        "P508 supply.poster.at_least",
    ),
    "who pays for what costs nothing": (
        {
            "talk": 'source = "s"',
            "tables": '[[budget.source]]\nid = "s"\namount = 9\n'
            + SHOW
            + '\nsource = "s"\ncost = 1',
        },
        "P508 activity.talk.source",
    ),
    "who pays for a supply that costs nothing": (
        {
            "talk": 'source = "s"\ncost = 1',
            "tables": '[[budget.source]]\nid = "s"\namount = 9\n'
            + POSTERS
            + '\nshare_by = "equal"\nsource = "s"',
        },
        "P508 supply.poster.source",
    ),
    "a limit of nothing": ({"tables": "[budget]\nlimit = 9"}, "P508 budget.limit"),
    "a weight of days that nothing prefers": (
        {"tables": "[preferences]\npreferred-day = 3"},
        "P508 preferences.preferred-day",
    ),
    "a weight of sessions that nothing prefers": (
        {"tables": "[preferences]\npreferred-session = 3"},
        "P508 preferences.preferred-session",
    ),
    "a weight of a choice that nothing makes": (
        {"tables": "[preferences]\nhost-balance = 3"},
        "P508 preferences.host-balance",
    ),
    "a weight of people who are not": (
        {"tables": "[preferences]\nmember-travel = 3"},
        "P508 preferences.member-travel",
    ),
    "a closing of a weekend": ({"calendar": "closed = [2027-03-07]"}, "P508 calendar.closed"),
    "a closing long before": ({"calendar": "closed = [2026-10-07]"}, "P508 calendar.closed"),
    "a closing twice": (
        {"calendar": "closed = [2027-03-08, { from = 2027-03-08, to = 2027-03-10 }]"},
        "P508 calendar.closed",
    ),
    "a closing to kinds that are not there": (
        {"calendar": 'closed = [{ date = 2027-03-08, kinds = ["arts"] }]'},
        "P508 calendar.closed",
    ),
    "a closing to the kind of what is within another": (
        {
            "calendar": 'closed = [{ date = 2027-03-08, kinds = ["arts"] }]',
            "tables": SHOW + '\nwithin = "talk"',
        },
        "P508 calendar.closed",
    ),
    "a closing of a session that is not used": (
        {"calendar": 'closed = [{ date = 2027-03-08, sessions = ["evening"] }]'},
        "P508 calendar.closed",
    ),
    "a ward's closing of a weekend": ({"a": "closed = [2027-03-07]"}, "P508 ward.a.closed"),
    "a ward's closing outside": ({"a": "closed = [2027-04-07]"}, "P508 ward.a.closed"),
    "a hall's closing of a weekend": (
        {"talk": "audience = 9", "a": SHUT, "b": HALL},
        "P508 venue.a-hall.closed",
    ),
    "a person's closing after all is over": (
        {"talk": f"{USED}\nto = 2027-03-05", "tables": SPEAKERS + MONDAYS},
        "P508 resource.speakers.members.x.closed",
    ),
    "a workday opened": ({"calendar": "open = [2027-03-08]"}, "P508 calendar.open"),
    "a day opened and closed": (
        {"calendar": "open = [2027-03-07]\nclosed = [2027-03-07]"},
        "P508 calendar.open",
    ),
    "days before the campaign": (
        {"campaign": "prepare_from = 2027-02-15"},
        "P508 campaign.prepare_from",
    ),
    "days after the campaign": ({"campaign": "wind_up = 2027-04-15"}, "P508 campaign.wind_up"),
    "a body": ({"tables": '[[body]]\nid = "club"\nname = "Club"'}, "P509 body.club"),
    "a group": ({"tables": GROUP}, "P509 group.g"),
    "a ward": ({"talk": 'wards = ["a"]'}, "P509 ward.b"),
    "a hall": ({"a": HALL}, "P509 venue.a-hall.name"),
    "a venue": (
        {"tables": '[[venue]]\nid = "park"\nname = "Park"'},
        "P509 venue.park.name",
    ),
    "a resource": ({"tables": SPEAKERS + ONE}, "P509 resource.speakers"),
    "a supply": ({"tables": POSTERS}, "P509 supply.poster"),
    "a source": (
        {"tables": '[[budget.source]]\nid = "s"\namount = 9'},
        "P509 budget.source.s",
    ),
    "a kind": ({"tables": '[kind.film]\nlike = "arts"'}, "P509 kind.film"),
    "an indicator": ({"tables": '[indicators]\nhelmets = "Helmets"'}, "P509 indicators.helmets"),
    "a count": ({"a": "counts = { tdp = 3 }"}, "P509 ward.a.counts.tdp"),
    "hours, where each ward has its own": (
        {"talk": f'{MORNING}hours = "8h–9h"{OWN_HOURS}'},
        "P508 activity.talk.hours",
    ),
    "hours that cannot be read, where each ward has its own": (
        {"talk": f'{MORNING}hours = "early"{OWN_HOURS}'},
        "P508 activity.talk.hours",
    ),
    "a cost, where each ward has its own": (
        {"talk": "cost = 5\nin.a = { cost = 6 }\nin.b = { cost = 0 }"},
        "P508 activity.talk.cost",
    ),
    "an audience, where each group has its own": (
        {"talk": 'wards = ["g"]\naudience = 5\nin.g = { audience = 6 }', "tables": GROUP}
        | {"a": HALL},
        "P508 activity.talk.audience",
    ),
    "a venue, where each ward has its own": (
        {"talk": 'venue = "hq"\nin.a = { venue = "x" }\nin.b = { venue = "y" }'}
        | {
            "tables": "".join(f'[[venue]]\nid = "{id_}"\nname = "{id_}"\n' for id_ in ("x", "y"))
            + '[[venue]]\nid = "hq"\nname = "HQ"\n'
            + SHOW
            + '\nwards = "none"\nvenue = "hq"'
        },
        "P508 activity.talk.venue",
    ),
    "who presides, where each ward has its own": (
        {"talk": 'preside = "X"\nin.a = { preside = "Y" }\nin.b = { preside = "Z" }'},
        "P508 activity.talk.preside",
    ),
    "a target, where each ward has its own": (
        {"talk": "indicators.people = 9\nin.a.indicators.people = 8\nin.b.indicators.people = 7"},
        "P508 activity.talk.indicators.people",
    ),
    "a supply, where each ward has its own": (
        {"talk": "supplies.poster = 9\nin.a.supplies.poster = 8\nin.b.supplies.poster = 7"}
        | {"tables": POSTERS},
        "P508 activity.talk.supplies.poster",
    ),
    "the hours of what is within, where each ward has its own": (
        {"talk": MORNING, "tables": f'{SHOW}\nwithin = "talk"\nhours = "8h–9h"{OWN_HOURS}'},
        "P508 activity.show.hours",
    ),
    "the need of some wards": ({"a": "need = 3"}, "P509 ward.a.need"),
    "a session": (
        {
            "calendar": '[[calendar.session]]\nid = "morning"\nstart = 08:00:00\nend = 09:00:00\n'
            '[[calendar.session]]\nid = "night"\nstart = 20:00:00\nend = 21:00:00',
            "talk": 'sessions = ["morning"]',
        },
        "P509 calendar.session.night",
    ),
}
"""What has no effect, by what it is: lines of a plan, and the remark on them."""


@pytest.mark.parametrize("what", IDLE)
def test_what_has_no_effect_is_remarked_on(what: str, tmp_path: Path) -> None:
    """Once, with its line, and on nothing else."""
    parts, expected = IDLE[what]
    (code, path), *others = remarks(tmp_path, parts)
    assert f"{code} {path}".startswith(expected)
    assert others == []


BINDING: dict[str, dict[str, str]] = {
    "apart of two events": {"talk": "times = 2\napart = 0"},
    "apart of groups that share a ward": {
        "talk": 'wards = ["g", "h"]\napart = 3',
        "tables": GROUP + '\n[[group]]\nid = "h"\nwards = ["b"]',
    },
    "after what other wards have": {"talk": 'wards = ["b"]\nafter = ["show"]'}
    | {"tables": SHOW + '\nwards = ["a"]'},
    "after what may be chosen": {
        "talk": 'wards = ["b"]\nafter = ["pilot"]',
        "tables": PILOT.replace(', always = ["a"]', ""),
    },
    "after what other wards have for sure": {
        "talk": 'wards = ["a"]\nafter = ["pilot"]',
        "tables": PILOT + "\n" + SHOW,
    },
    "a preferred day and session": {
        "talk": 'prefer = { on = 2027-03-08, sessions = ["morning"] }',
        "tables": "[preferences]\npreferred-day = 3\npreferred-session = 3",
    },
    "some of what is fixed": {"talk": "fixed.a = 2027-03-09\nprefer = { on = 2027-03-08 }"},
    "always, of more": {"talk": 'wards = { choose = 1, always = ["a"] }'},
    "per group": {
        "talk": "wards = { choose = 1, per_group = 1 }",
        "tables": GROUP + "\n[preferences]\nhost-balance = 3",
    },
    "another cost in a ward": {"talk": "cost = 5\nin.a = { cost = 6 }"},
    "nothing in a ward that has something else": {"talk": "cost = 5\nin.a = { cost = 0 }"},
    "hours of some wards": {
        "talk": 'sessions = ["morning"]\nhours = "8h–9h"\nin.a = { hours = "9h–10h" }'
    },
    "room that is asked for": {"talk": "audience = 50", "a": HALL, "b": HALL},
    "room of what is within": {
        "talk": 'wards = ["a"]\nvenue = "a-hall"',
        "a": HALL,
        "tables": SHOW + '\nwithin = "talk"\naudience = 40\n' + SHOW.replace("show", "fair"),
    },
    "people, with all that is said of them": {
        "talk": USED,
        "tables": f"{SPEAKERS}max_per_day = 2\n{MONDAYS}\n[preferences]\nmember-travel = 3",
    },
    "a supply, and who pays for it": {
        "tables": '[budget]\nlimit = 900\n[[budget.source]]\nid = "s"\namount = 900\n'
        + POSTERS
        + '\nshare_by = "need"\nat_least = 5\nunit_cost = 1\nsource = "s"',
        "a": "need = 1",
        "b": "need = 2",
    },
    "waste of what events use": {
        "talk": "supplies = { poster = 1 }",
        "tables": POSTERS + "\nwaste = 0.1",
    },
    "a count": {
        "a": "counts = { tdp = 3 }",
        "b": "counts = { tdp = 4 }",
        "tables": POSTERS + '\nshare_by = "tdp"',
    },
    "closings of workdays": {
        "calendar": 'closed = [2027-03-08, { date = 2027-03-09, sessions = ["morning"] }]',
        "a": 'closed = [2027-03-10, { weekly = "fri" }]',
    },
    "a workday closed before the campaign": {"calendar": "closed = [2027-02-26]"},
    "a Sunday closed to what takes place on Sundays": {
        "calendar": "closed = [2027-03-07]",
        "talk": 'days = ["sun"]',
    },
    "a Sunday opened": {"calendar": "open = [2027-03-07]", "a": "closed = [2027-03-07]"},
    "a holiday opened": {
        "campaign": 'country = "VN"\nprepare_from = 2027-02-01',
        "calendar": "open = [2027-02-08]",
        "talk": "from = 2027-02-01",
    },
    "a report after the campaign": {
        "campaign": "wind_up = 2027-04-15",
        "tables": '[[task]]\nid = "report"\non = 2027-04-12\ntitle = "Report"',
    },
    "a kind of a kind": {
        "talk": 'venue = "park"',
        "tables": '[[venue]]\nid = "park"\nname = "Park"\n[kind.film]\nlike = "arts"\n'
        '[kind.short]\nlike = "film"\n[kind.spare]\nlike = "short"\n'
        + SHOW.replace('"arts"', '"spare"'),
    },
    "an indicator": {
        "talk": "indicators = { helmets = 5 }",
        "tables": '[indicators]\nhelmets = "Helmets"',
    },
    "a body that owns a venue": {
        "talk": 'venue = "park"',
        "tables": '[[body]]\nid = "club"\nname = "Club"\n'
        '[[venue]]\nid = "park"\nname = "Park"\nowner = "club"',
    },
    "a task of a show in the open": {
        "tables": SHOW + '\noutdoor = true\ndrop = ["weather"]',
    },
}
"""What has an effect, though not much."""


@pytest.mark.parametrize("what", BINDING)
def test_what_has_an_effect_is_not_remarked_on(what: str, tmp_path: Path) -> None:
    """Nor is what only tells a reader something."""
    assert remarks(tmp_path, BINDING[what]) == []


@pytest.mark.parametrize("example", sorted(Path("examples").glob("*/plan.toml")), ids=str)
def test_examples_say_nothing_in_vain(example: Path) -> None:
    """Nobody who begins with one is told off for it."""
    assert {one.code for one in read(example).diagnostics} & IN_VAIN == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_new_plan_says_nothing_in_vain(language: str, tmp_path: Path) -> None:
    """Nor does what it begins with."""
    found = whole_reading_of(tmp_path, fresh_plan(NewPlan(language, date(2027, 3, 9)))).diagnostics
    assert {one.code for one in found} & IN_VAIN == set()


def test_a_closing_to_the_kind_of_what_is_within_another_says_whose_counts(tmp_path: Path) -> None:
    """An event could be then, and is: the closing is for another kind than its host's."""
    text = f"""
[campaign]
name = "M"
start = 2027-03-01
end = 2027-03-31
language = "en"
[calendar]
closed = [{{ date = 2027-03-08, kinds = ["arts"] }}]
[[body]]
id = "office"
name = "Office"
[[ward]]
id = "a"
name = "A"
[[activity]]
id = "talk"
kind = "talk"
title = "Talk"
owner = "office"
{SHOW}
within = "talk"
"""
    found = whole_reading_of(tmp_path, text).diagnostics
    (said,) = [one for one in found if one.code == "P508"]
    assert said.message.values == {"activity": "show", "host": "talk"}
    assert said.help is not None
    assert said.help.values == {"kind": "talk"}
