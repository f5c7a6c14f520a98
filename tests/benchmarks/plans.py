"""Cities to measure on: a month of action in so many wards, the same for the same seed.

Twelve activities are about 9.4 events a ward, twenty about 15.9: 123 events in 13 wards, 1,189 in
126 with twelve, 2,000 with twenty.
"""

import math
from datetime import date, time, timedelta
from random import Random

from helpers.builders import (
    activity,
    choose,
    closing,
    kind,
    member,
    plan,
    pool,
    supply,
    things,
    venue,
)
from helpers.builders import ward as new_ward

from campaign_cli.model.plan import Activity, After, Closing, Plan, Resource, Session, Venue, Ward
from campaign_cli.model.plan.kind import Lasts

START, END = date(2022, 11, 15), date(2022, 12, 15)
SESSIONS = (
    Session("morning", {"vi": "Sáng", "en": "Morning"}, time(8), time(11, 30)),
    Session("afternoon", {"vi": "Chiều", "en": "Afternoon"}, time(13, 30), time(17)),
    Session("evening", {"vi": "Tối", "en": "Evening"}, time(19), time(21, 30)),
)
WEEKEND = (5, 6)


def city(wards: int, activities: int = 12, seed: int = 1) -> Plan:
    """Return a city's plan with all default preferences; `activities` up to 20."""
    random = Random(seed)  # noqa: S311 - the same plans every time
    names = [f"w{number:03}" for number in range(1, wards + 1)]
    size = 13
    groups = {
        f"g{1 + begin // size:02}": tuple(names[begin : begin + size])
        for begin in range(0, wards, size)
    }
    return plan(
        *_activities(wards)[:activities],
        wards=[_ward(name, random) for name in names],
        groups=groups,
        venues=[
            venue("district-hall", capacity=500),
            *(hall for name in names for hall in _halls(name, random)),
        ],
        resources=_resources(wards, random),
        supplies=[
            supply("leaflet", 100 * wards, ready=START + timedelta(days=1)),
            supply("gift", 10 * wards, ready=START + timedelta(days=5)),
        ],
        closed=[
            closing("20/11", why="Teachers' Day"),
            closing("7/12", "8/12", kinds=["meeting"], why="The council sits"),
            closing("2/12", sessions=["afternoon"], why="The office moves"),
        ],
        sessions=SESSIONS,
        start=START,
        end=END,
    )


def _ward(name: str, random: Random) -> Ward:
    closings = [_one_day(random)] if random.random() < 0.7 else []
    if random.random() < 0.3:
        session = random.choice(("morning", "afternoon"))
        closings.append(
            Closing(weekdays=frozenset({random.randrange(5)}), sessions=frozenset({session}))
        )
    return new_ward(
        name,
        population=random.randrange(8, 60) * 1000,
        need=random.randrange(3, 30),
        closings=tuple(closings),
    )


def _one_day(random: Random, sessions: tuple[str, ...] = ()) -> Closing:
    day = START + timedelta(days=random.randrange(1, 30))
    return Closing(first=day, last=day, sessions=frozenset(sessions))


def _halls(name: str, random: Random) -> list[Venue]:
    halls = [venue(f"{name}-hall", name, capacity=150, closings=(_one_day(random),))]
    if random.random() < 0.3:
        halls.append(venue(f"{name}-school", name, capacity=200, closings=(_one_day(random),)))
    return halls


def _resources(wards: int, random: Random) -> list[Resource]:
    def people(name: str, each: int, most: int) -> Resource:
        members = []
        for number in range(1, max(3, math.ceil(wards / each)) + 1):
            closings = [_one_day(random)]
            if random.random() < 0.5:
                closings.append(_one_day(random, (random.choice(("morning", "afternoon")),)))
            days = (0, 1, 2, 3, 4) if random.random() < 0.8 else (0, 1, 3, 4)
            members.append(member(f"{name}-{number}", days, closings=tuple(closings)))
        return pool(name, *members, max_per_day=most)

    return [
        people("speakers", 9, 2),
        people("trainers", 9, 1),
        people("lawyers", 8, 1),
        things("sound", max(3, math.ceil(wards / 8))),
        things("cars", max(2, math.ceil(wards / 9))),
        things("screens", max(2, math.ceil(wards / 10))),
        things("stages", max(2, math.ceil(wards / 25))),
    ]


def _activities(wards: int) -> list[Activity]:
    """Return twenty activities: the first twelve make a month by themselves."""
    day, night = ("morning", "afternoon"), ("evening",)
    some = max(3, math.ceil(wards / 4))
    return [
        activity(
            "launch",
            kind=kind("ceremony"),
            wards="together",
            delegates=True,
            last="16/11",
            sessions=("morning",),
            venue="district-hall",
            audience=300,
            prefer_on="15/11",
        ),
        activity(
            "posters",
            kind=kind("posters", beside=True),
            last="25/11",
            sessions=day,
            supplies={"leaflet": 50},
            prefer_on="16/11",
            uses={"cars": 1},
        ),
        activity(
            "talk",
            kind=kind("talk"),
            first="17/11",
            last="9/12",
            sessions=day,
            audience=120,
            uses={"speakers": 1, "sound": 1},
            after=[After("posters", 2)],
            prefer_on="25/11",
            prefer_sessions=("morning",),
        ),
        activity(
            "training",
            kind=kind("training"),
            first="17/11",
            last="9/12",
            sessions=day,
            lasts=2,
            audience=60,
            uses={"trainers": 1},
        ),
        activity(
            "contest",
            kind=kind("contest"),
            first="21/11",
            last="13/12",
            sessions=day,
            times=2,
            apart=5,
            prefer_on=("24/11", "6/12"),
            uses={"sound": 1},
        ),
        activity(
            "arts",
            kind=kind("arts", days=frozenset({4, 5, 6})),
            sessions=night,
            wards=choose(max(3, wards // 3), per_group=5),
            uses={"stages": 1, "sound": 1},
            prefer_on="3/12",
        ),
        activity(
            "sports",
            kind=kind("sports", days=frozenset(WEEKEND)),
            wards="each-group",
            sessions=day,
            prefer_on="26/11",
        ),
        activity(
            "gifts",
            kind=kind("gifts"),
            first="18/11",
            sessions=day,
            supplies={"gift": 8},
            prefer_on="2/12",
        ),
        activity(
            "visit",
            kind=kind("visit"),
            first="21/11",
            sessions=("morning",),
            uses={"cars": 1},
            after=[After("gifts", 1)],
        ),
        activity(
            "film",
            kind=kind("film"),
            first="18/11",
            sessions=night,
            uses={"screens": 1},
            prefer_on="28/11",
        ),
        activity(
            "meeting",
            kind=kind("meeting"),
            first="28/11",
            sessions=day,
            after=[After("training", 3)],
            prefer_sessions=("afternoon",),
        ),
        activity(
            "closing",
            kind=kind("ceremony"),
            wards="together",
            delegates=True,
            first="12/12",
            sessions=("morning",),
            venue="district-hall",
            audience=300,
            prefer_on="15/12",
            after=["talk", "training", "contest", "gifts", "visit"],
        ),
        activity(
            "leaflets",
            kind=kind("leaflets", beside=True),
            last="2/12",
            sessions=day,
            supplies={"leaflet": 50},
            prefer_on="18/11",
        ),
        activity(
            "advice",
            kind=kind("advice"),
            first="21/11",
            sessions=("afternoon",),
            uses={"lawyers": 1},
            after=["talk"],
            prefer_on="5/12",
        ),
        activity(
            "workshop",
            kind=kind("workshop"),
            first="21/11",
            sessions=("morning",),
            lasts=Lasts(days=2),
            prefer_on="29/11",
        ),
        activity("quiz", kind=kind("quiz"), sessions=night, prefer_on="30/11"),
        activity(
            "clean-up",
            kind=kind("clean-up", days=frozenset(WEEKEND)),
            sessions=("morning",),
            prefer_on="27/11",
        ),
        activity(
            "clubs",
            kind=kind("clubs"),
            first="17/11",
            sessions=("afternoon", "evening"),
            prefer_sessions=("evening",),
            after=[After("leaflets", 0)],
        ),
        activity(
            "exhibition",
            kind=kind("exhibition", beside=True),
            first="18/11",
            sessions=day,
            wards=choose(some),
            lasts=Lasts(days=3),
            prefer_on="22/11",
        ),
        activity(
            "festival",
            kind=kind("festival", days=frozenset(WEEKEND)),
            sessions=day,
            wards=choose(max(2, wards // 5)),
            lasts=2,
            uses={"stages": 1},
            prefer_on="10/12",
        ),
    ]


def many_activities(count: int) -> str:
    """Return the text of a plan of `count` small activities in 20 wards, for reading alone."""
    wards = "".join(
        f'[[ward]]\nid = "w{number:02}"\nname = "Ward {number}"\npopulation = {number}000\n\n'
        for number in range(1, 21)
    )
    activities = "".join(
        f'[[activity]]\nid = "talk-{number}"\nkind = "talk"\ntitle = "Talk {number}"\n'
        f'owner = "office"\nwards = ["w{1 + number % 20:02}"]\nfrom = 2022-11-17\n'
        f"to = 2022-12-09\nuses = {{ speakers = 1 }}\naudience = {50 + number % 50}\n"
        'prefer = { on = 2022-11-25, sessions = ["morning"] }\n'
        + (
            f'after = [{{ activity = "talk-{number - 20}", by = 1 }}]\n'
            if number % 50 == 49
            else ""
        )
        + "\n"
        for number in range(count)
    )
    halls = "".join(
        f'[[venue]]\nid = "hall-{number:02}"\nname = "Hall {number}"\nward = "w{number:02}"\n'
        "capacity = 150\n\n"
        for number in range(1, 21)
    )
    return (
        '[campaign]\nname = "Many talks"\norganiser = "office"\nstart = 2022-11-15\n'
        'end = 2022-12-15\nlanguage = "en"\n\n[[body]]\nid = "office"\nname = "The office"\n\n'
        f'{wards}{halls}[[resource]]\nid = "speakers"\nname = "Speakers"\nquantity = 40\n\n'
        f"{activities}"
    )
