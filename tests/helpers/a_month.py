"""A hand-built month of three wards, for all screens. Never from a solver: equal prices abound."""

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from campaign_cli.console.month.words import Month, month_of
from campaign_cli.listing import checklists
from campaign_cli.model.plan import Body, Document, Person
from campaign_cli.support.language import language
from helpers import builders as b

if TYPE_CHECKING:
    from campaign_cli.model.plan import Plan
    from campaign_cli.model.schedule import Schedule
    from campaign_cli.pages import Checklists


def plan() -> "Plan":
    """Return a launch with a talk right after it, posters all month, and a talk in each ward."""
    office = Body(id="office", name="Coordinating office", short="Office")
    contact = Person("Ward officer", "024 0000 0002")
    activities = (
        b.activity(
            "launch",
            kind=b.kind("ceremony"),
            wards="together",
            delegates=True,
            title="Opening ceremony",
            venue="hall",
            preside="Vice chair",
            attend="delegates of all wards",
        ),
        b.activity("address", kind=b.kind("talk"), within="launch", title="Opening address"),
        b.activity("posters", kind=b.kind("posters"), lasts="window", title="Posters in streets"),
        b.activity(
            "talk",
            kind=b.kind("talk"),
            title="Talk on safe homes",
            uses={"speakers": 1},
            cost=2_000,
        ),
    )
    made = b.plan(
        *activities,
        wards=(
            b.ward("xuan-dinh", name="Xuân Đỉnh", contact=contact),
            b.ward("xuan-tao", name="Xuân Tảo", closings=(b.closing("24/11", why="Festival"),)),
            b.ward("tay-tuu", name="Tây Tựu", contact=contact),
        ),
        venues=(replace(b.venue("hall"), name="District hall"),),
        resources=(b.pool("speakers", "legal", "union"), b.things("sound", 2)),
        bodies=(office,),
        holidays={"20/11": "Teachers' Day"},
        limit=10_000,
    )
    return replace(
        made,
        campaign=replace(made.campaign, organiser="office"),
        document=Document(date=b.on("14/11")),
    )


def schedule(of: "Plan") -> "Schedule":
    """Return a good month of that plan."""
    return b.schedule(
        of,
        b.booking(of, "launch", "15/11"),
        b.booking(of, "address", "15/11", within="launch", venue="hall"),
        *(b.booking(of, f"posters@{ward}") for ward in of.wards),
        b.booking(of, "talk@xuan-dinh", "16/11", people={"speakers": ("legal",)}),
        b.booking(of, "talk@tay-tuu", "16/11", people={"speakers": ("union",)}),
        b.booking(of, "talk@xuan-tao", "25/11", "afternoon", people={"speakers": ("legal",)}),
        revision=1,
    )


def made() -> Any:
    """Return what `app.make` would, as far as screens look."""
    of = plan()
    return SimpleNamespace(plan=of, issue=None, solved=schedule(of))


def month(code: str = "en") -> Month:
    """Return the month as screens read it."""
    return month_of(made(), language(code))


def lists() -> "Checklists":
    """Return its checklists."""
    of = plan()
    return checklists(of, schedule(of))


def shown(*parts: Any, width: int = 80) -> str:
    """Return what a console of `width` columns shows, without the spaces at line ends."""
    from rich.console import Console

    console = Console(width=width, color_system=None, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())
