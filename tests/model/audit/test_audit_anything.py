"""The audit of schedules from anywhere: it says what is wrong, and never fails itself."""

from datetime import date

from helpers.builders import (
    activity,
    booking,
    choose,
    closing,
    member,
    on,
    plan,
    pool,
    schedule,
    supply,
    things,
    venue,
    ward,
)
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.model.audit import CHECKS, audit
from campaign_cli.model.plan import PREFERENCES, After
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.model.schedule import Booking, Schedule, Status
from campaign_cli.support.language import language

MONTH = plan(
    activity("launch", wards="together", delegates=True, venue="hall", audience=50),
    activity("speech", within="launch", uses={"speakers": 1}, audience=60),
    activity("talk", times=2, apart=2, after=["launch"], uses={"speakers": 2, "sound": 1}),
    activity("show", wards=choose(2, always=("a",), per_group=1), after=[After("talk", 0)]),
    activity("fair", wards="each-group", lasts=Lasts(days=2, sessions=2), fixed={"north": "22/11"}),
    activity("posters", lasts="window", supplies={"poster": "share"}, uses={"artists": ("x",)}),
    activity("meeting", wards="none", cost=5, source="city", prefer_on="25/11"),
    wards=(ward("a", need=2, closings=(closing("18/11"),)), ward("b", need=1), "c"),
    groups={"north": ("a", "b"), "south": ("b", "c")},
    venues=[venue("hall", capacity=55), venue("barn", "b")],
    resources=[
        pool("speakers", member("x", days=(0, 1)), "y", max_per_day=1),
        pool("artists", "x", "z"),
        things("sound", 1),
    ],
    supplies=[supply("poster", 100, share_by="need", ready=on("16/11"))],
    limit=4,
    sources={"city": 4},
)
WORDS = st.sampled_from(
    [
        *("", "launch", "speech", "talk", "show", "fair", "posters", "meeting", "a", "b", "c"),
        *("north", "hall", "barn", "speakers", "artists", "sound", "poster", "x", "y", "moon"),
    ]
)
NUMBERS = st.integers(-1, 4) | st.integers()
BOOKINGS = st.builds(
    Booking,
    activity=WORDS,
    member=WORDS,
    number=NUMBERS,
    wards=st.lists(WORDS, max_size=3).map(tuple),
    dates=st.lists(st.dates(date(2022, 11, 14), date(2022, 11, 25)) | st.dates(), max_size=3).map(
        lambda days: tuple(sorted(days))
    ),
    session=st.sampled_from(["morning", "afternoon", "evening", "night"]),
    sessions=NUMBERS,
    within=st.none() | WORDS,
    venue=st.none() | WORDS,
    people=st.dictionaries(WORDS, st.lists(WORDS, max_size=3).map(tuple), max_size=2),
    things=st.dictionaries(WORDS, NUMBERS, max_size=2),
    supplies=st.dictionaries(WORDS, NUMBERS, max_size=2),
    cost=NUMBERS,
    fixed=st.booleans(),
)


@st.composite
def plausible(draw: st.DrawFn) -> Booking:
    """Draw a booking of an event that there is, somewhere."""
    event = draw(
        st.sampled_from(
            [
                *("launch", "speech", "talk@a", "talk@a#2", "talk@b", "talk@c", "show@a"),
                *("show@c", "fair@north", "fair@south", "posters@a", "posters@b", "meeting"),
            ]
        )
    )
    return booking(
        MONTH,
        event,
        sorted(draw(st.sets(st.dates(date(2022, 11, 14), date(2022, 11, 25)), min_size=1))),
        draw(st.sampled_from(["morning", "afternoon", "evening"])),
        venue=draw(st.sampled_from([None, "hall", "barn"])),
        people=draw(
            st.dictionaries(
                st.sampled_from(["speakers", "artists"]),
                st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
            )
        ),
        within=draw(st.sampled_from([None, "launch"])),
    )


@given(
    st.lists(plausible() | BOOKINGS, max_size=12),
    st.sampled_from(Status),
    st.none() | NUMBERS,
    st.dictionaries(st.sampled_from(list(PREFERENCES)) | WORDS, NUMBERS),
)
def test_the_audit_never_fails(
    bookings: list[Booking], status: Status, price: int | None, prices: dict[str, int]
) -> None:
    """Whatever is booked, every violation is a rule's, with a sentence in each language."""
    answer = Schedule(
        plan="",
        status=status,
        price=price,
        bound=price,
        prices=prices,
        bookings=tuple(bookings),
    )
    rules = {rule for rule, _ in CHECKS}
    violations = audit(MONTH, answer)
    assert violations == audit(MONTH, answer)
    for violation in violations:
        assert violation.rule in rules
        assert language("vi").say(violation.message)
        assert language("en").say(violation.message)
    # Something of this plan is always missing or broken.
    assert violations or not bookings


@given(st.lists(plausible(), max_size=12, unique_by=lambda one: one.id))
def test_prices_are_never_negative(bookings: list[Booking]) -> None:
    """What is counted is at least nothing, and adding it up is what the schedule costs."""
    answer = schedule(MONTH, *bookings)
    assert all(price > 0 for price in answer.prices.values())
    assert not [one for one in audit(MONTH, answer) if one.rule == "price"]
