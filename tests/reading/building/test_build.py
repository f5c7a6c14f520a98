"""What a plan's keys mean: every form of each, and what holds where nothing is said."""

from datetime import date, time
from pathlib import Path

import pytest
from helpers.written import HEAD, TALK, WARDS, codes, plan_of, reading_of, talk_of

from campaign_cli.model.plan import PREFERENCES, After, Closing, Fixed, Override, Targets
from campaign_cli.model.plan.kind import Lasts
from campaign_cli.reading.building.currencies import currency_of
from campaign_cli.reading.building.holidays import country_codes

FRIDAY = date(2022, 11, 25)
ALL = ("xuan-dinh", "tay-tuu", "lien-mac")
GROUP = '\n[[group]]\nid = "phia-tay"\nwards = ["lien-mac", "tay-tuu"]\n'


def test_defaults(tmp_path: Path) -> None:
    """A plan says little; the rest is as the README says."""
    plan = plan_of(tmp_path, HEAD + WARDS + TALK)
    campaign, talk = plan.campaign, plan.activities["talk"]
    assert (campaign.prepare_from, campaign.wind_up) == (campaign.start, campaign.end)
    assert (campaign.language, campaign.country) == ("vi", "")
    assert (campaign.timezone, campaign.ward_term) == ("Asia/Ho_Chi_Minh", "phường")
    assert plan.calendar.workdays == {0, 1, 2, 3, 4}
    assert [one.id for one in plan.calendar.sessions] == ["morning", "afternoon", "evening"]
    assert plan.calendar.sessions[1].start == time(13, 30)
    assert plan.calendar.holidays == {}
    assert plan.weights == PREFERENCES
    assert talk.targets == Targets("each", ALL)
    assert (talk.first, talk.last) == (campaign.start, campaign.end)
    assert (talk.times, talk.apart, talk.owner) == (1, 1, "ward")
    assert talk.sessions == ("morning", "afternoon")
    assert talk.tasks[-1].id == "settle"
    assert talk.lasts == Lasts()


@pytest.mark.parametrize(
    ("form", "targets"),
    [
        ('"each"', Targets("each", ALL)),
        ('"together"', Targets("together", ALL)),
        ('"none"', Targets("none")),
        ('"each-group"', Targets("each-group", ("phia-tay",))),
        ('["phia-tay", "xuan-dinh"]', Targets("list", ("phia-tay", "xuan-dinh"))),
        ("{ choose = 2 }", Targets("choose", ALL, 2)),
        (
            '{ choose = 2, of = ["phia-tay"], always = ["tay-tuu"], per_group = 2 }',
            Targets("choose", ("tay-tuu", "lien-mac"), 2, frozenset({"tay-tuu"}), 2),
        ),
    ],
)
def test_wards(tmp_path: Path, form: str, targets: Targets) -> None:
    """Each form of `wards`: groups stand for themselves in a list, for wards in a choice."""
    assert talk_of(tmp_path, f"wards = {form}", GROUP).targets == targets


@pytest.mark.parametrize(
    ("form", "lasts"),
    [
        ("2", Lasts(sessions=2)),
        ("{ days = 3, sessions = 2 }", Lasts(3, 2)),
        ("{ days = 3 }", Lasts(3, 1)),
        ('"window"', Lasts(window=True)),
    ],
)
def test_lasts(tmp_path: Path, form: str, lasts: Lasts) -> None:
    """Each form of `lasts`."""
    assert talk_of(tmp_path, f"lasts = {form}").lasts == lasts


@pytest.mark.parametrize(
    ("form", "closing"),
    [
        ("2022-11-25", Closing(first=FRIDAY, last=FRIDAY)),
        ('{ date = 2022-11-25, why = "họp" }', Closing(first=FRIDAY, last=FRIDAY, why="họp")),
        ("{ from = 2022-11-25 }", Closing(first=FRIDAY)),
        ('{ weekly = "sun" }', Closing(weekdays=frozenset({6}))),
        (
            '{ weekly = ["sat", "sun"], to = 2022-11-25, sessions = ["evening"] }',
            Closing(last=FRIDAY, weekdays=frozenset({5, 6}), sessions=frozenset({"evening"})),
        ),
        (
            '{ sessions = ["evening"], kinds = ["talk"] }',
            Closing(sessions=frozenset({"evening"}), kinds=frozenset({"talk"})),
        ),
    ],
)
def test_closings(tmp_path: Path, form: str, closing: Closing) -> None:
    """Each form of a closing, wherever closings stand."""
    text = f"""
[calendar]
closed = [{form}]
[[venue]]
id = "hall"
name = "Hội trường"
closed = [{form}]
[[resource]]
id = "speakers"
name = "Báo cáo viên"
members = [{{ id = "one", name = "Báo cáo viên", closed = [{form}] }}]
"""
    wards = WARDS.replace('name = "Tây Tựu"', f'name = "Tây Tựu"\nclosed = [{form}]')
    plan = plan_of(tmp_path, HEAD + wards + text)
    assert plan.calendar.closings == (closing,)
    assert plan.wards["tay-tuu"].closings == (closing,)
    assert plan.venues["hall"].closings == (closing,)
    assert plan.resources["speakers"].members["one"].closings == (closing,)


@pytest.mark.parametrize(
    ("lines", "fixed"),
    [
        ("fixed.tay-tuu = 2022-11-25", {"tay-tuu": Fixed(FRIDAY)}),
        (
            'fixed = { tay-tuu = { date = 2022-11-25, session = "morning" } }',
            {"tay-tuu": Fixed(FRIDAY, "morning")},
        ),
        (
            'times = 2\nfixed = { "tay-tuu#1" = 2022-11-24, "tay-tuu#2" = 2022-11-25 }',
            {"tay-tuu": Fixed(date(2022, 11, 24)), "tay-tuu#2": Fixed(FRIDAY)},
        ),
        ('wards = "together"\nfixed = 2022-11-25', {"": Fixed(FRIDAY)}),
        (
            'wards = "none"\nfixed = { date = 2022-11-25, session = "afternoon" }',
            {"": Fixed(FRIDAY, "afternoon")},
        ),
        ('wards = "none"\ntimes = 2\nfixed."#2" = 2022-11-25', {"#2": Fixed(FRIDAY)}),
        ('wards = ["tay-tuu"]\nfixed = 2022-11-25', {"tay-tuu": Fixed(FRIDAY)}),
    ],
)
def test_fixed(tmp_path: Path, lines: str, fixed: dict[str, Fixed]) -> None:
    """Each form of `fixed`, by what follows @ in the event's id."""
    assert talk_of(tmp_path, lines).fixed == fixed


def test_after(tmp_path: Path) -> None:
    """An id alone is the next day; a table says how many days."""
    launch = '\n[[activity]]\nid = "launch"\nkind = "ceremony"\ntitle = "Lễ phát động"\n'
    others = launch + launch.replace('"launch"', '"rally"')
    talk = talk_of(tmp_path, 'after = ["launch", { activity = "rally", by = 0 }]', others)
    assert talk.after == (After("launch", 1), After("rally", 0))


def test_after_all(tmp_path: Path) -> None:
    """All are those solved, not within another, not after this one, not after all themselves."""
    text = "".join(
        f'\n[[activity]]\nid = "{id_}"\nkind = "{kind}"\ntitle = "…"\n{more}\n'
        for id_, kind, more in [
            ("launch", "ceremony", ""),
            ("speech", "talk", 'within = "launch"'),
            ("posters", "posters", ""),
            ("closing", "meeting", 'after = "all"'),
            ("report", "meeting", 'after = ["closing"]'),
            ("thanks", "meeting", 'after = ["report"]'),
            ("party", "arts", 'after = "all"'),
        ]
    )
    reading = reading_of(tmp_path, HEAD + WARDS + text)
    assert codes(reading) == ["P507", "P507"]
    plan = reading.plan
    assert plan is not None
    after = {id_: [one.activity for one in act.after] for id_, act in plan.activities.items()}
    assert after["closing"] == ["launch"]
    assert after["party"] == ["launch", "report", "thanks"]


def test_uses_supplies_and_preferences(tmp_path: Path) -> None:
    """Numbers or names; numbers or the ward's share; one day or one for each of `times`."""
    talk = talk_of(
        tmp_path,
        'uses = { speakers = ["one"], sound = 2 }\nsupplies = { gift = "share", leaflet = 5 }\n'
        'times = 2\nprefer = { on = [2022-11-24, 2022-11-25], sessions = ["afternoon"] }'.replace(
            'gift = "share", ', ""
        ),
        """
[[resource]]
id = "speakers"
name = "Báo cáo viên"
members = [{ id = "one", name = "Báo cáo viên" }]
[[resource]]
id = "sound"
name = "Loa"
quantity = 2
[[supply]]
id = "leaflet"
name = "Tờ rơi"
quantity = 500
""",
    )
    assert talk.uses == {"speakers": ("one",), "sound": 2}
    assert talk.supplies == {"leaflet": 5}
    assert talk.prefer_on == (date(2022, 11, 24), FRIDAY)
    assert talk.prefer_sessions == {"afternoon"}


def test_overrides_quotas_and_parts(tmp_path: Path) -> None:
    """What is different in one ward, what is divided, and the programme."""
    talk = talk_of(
        tmp_path,
        """
audience = 120
venue = "xuan-dinh-hall"
in.tay-tuu = { audience = 80, cost = 2_000_000, indicators = { people = 80 } }
quota = { people = { of = 20, by = "need", at_least = 1, send_by = 2022-11-08 } }
indicators = { people = 120 }
[[activity.part]]
hours = "8h00–8h15"
title = "Đón khách"
[[activity.task]]
id = "flags"
d = -3
who = "host"
title = "Treo cờ"
[[activity.task]]
id = "slides"
d = -8
""",
    )
    assert talk.overrides["tay-tuu"] == Override(
        audience=80, cost=2_000_000, indicators={"people": 80}
    )
    assert [(one.id, one.of, one.by, one.send_by) for one in talk.quotas] == [
        ("people", 20, "need", date(2022, 11, 8))
    ]
    assert talk.parts[0].title == "Đón khách"
    tasks = {task.id: task for task in talk.tasks}
    assert tasks["flags"].title == {"vi": "Treo cờ", "en": "Treo cờ"}
    assert (tasks["slides"].days, tasks["slides"].once) == (-8, True)


def test_within_takes_everything_from_its_host(tmp_path: Path) -> None:
    """Where and when an activity within another is, its host says, however deep."""
    plan = plan_of(
        tmp_path,
        HEAD
        + WARDS
        + """
[[activity]]
id = "speech"
kind = "talk"
title = "Nói chuyện"
within = "ceremony"
[[activity]]
id = "ceremony"
kind = "gifts"
title = "Trao quà"
within = "launch"
[[activity]]
id = "launch"
kind = "ceremony"
title = "Lễ phát động"
wards = "together"
attendance = "delegates"
from = 2022-11-15
to = 2022-11-16
""",
    )
    launch, speech = plan.activities["launch"], plan.activities["speech"]
    assert speech.within == "ceremony"
    for name in ("targets", "first", "last", "sessions", "lasts", "days", "delegates", "times"):
        assert getattr(speech, name) == getattr(launch, name)


def test_a_kind_of_the_plans_own(tmp_path: Path) -> None:
    """It has what the kind it is made from has, but for what it says."""
    plan = plan_of(
        tmp_path,
        HEAD
        + WARDS
        + """
[kind.film-night]
like = "arts"
name = { vi = "Chiếu phim", en = "Film night" }
drop = ["acts"]
tasks = [{ id = "screen", d = -1, vi = "Dựng màn chiếu", en = "Put up the screen" }]
[kind.late-film]
like = "film-night"
outdoor = false
[kind.talk]
sessions = ["evening"]
[kind.walk]
name = "Đi bộ"
[[activity]]
id = "film"
kind = "late-film"
title = "Phim"
[[activity]]
id = "talk"
kind = "talk"
title = "Tọa đàm"
[[activity]]
id = "walk"
kind = "walk"
title = "Đi bộ"
""",
    )
    film = plan.activities["film"].kind
    assert film.name == {"vi": "Chiếu phim", "en": "Film night"}
    assert film.days == {4, 5, 6}
    assert film.sessions == ("evening",)
    assert not film.outdoor
    tasks = {task.id for task in film.tasks}
    assert {"screen", "script", "results"} <= tasks
    assert "acts" not in tasks
    assert plan.activities["talk"].sessions == ("evening",)
    assert [task.id for task in plan.activities["walk"].kind.tasks] == ["results", "settle"]
    assert plan.activities["walk"].kind.letter["vi"] == "Đ"


@pytest.mark.parametrize(
    ("kind", "outdoor", "said"),
    [
        ("sports", "", "Book the ground and a covered one for rain; check safety"),
        ("sports", "outdoor = false", "Book the hall; check safety"),
        ("arts", "outdoor = false", "Settle the place, power and parking"),
        ("talk", "outdoor = true", "See the forecast, decide by 15:00, tell everyone"),
    ],
)
def test_an_activitys_own_outdoor_governs_its_tasks(
    tmp_path: Path, kind: str, outdoor: str, said: str
) -> None:
    """Whatever its kind is."""
    text = HEAD.replace("[campaign]", '[campaign]\nlanguage = "en"', 1) + WARDS
    plan = plan_of(
        tmp_path, f'{text}\n[[activity]]\nid = "a"\nkind = "{kind}"\ntitle = "A"\n{outdoor}\n'
    )
    activity = plan.activities["a"]
    shown = [
        (task.indoors if task.indoors and not activity.outdoor else task.title)["en"]
        for task in activity.tasks
        if task.condition != "outdoor" or activity.outdoor
    ]
    assert said in shown
    assert activity.outdoor or not any("rain" in one or "forecast" in one for one in shown)


@pytest.mark.parametrize(
    ("campaign", "budget", "currency"),
    [
        ('country = "GB"', "", "GBP"),
        ('country = "GB"', 'currency = "EUR"', "EUR"),
        ('country = "FR"', "limit = 100", "EUR"),
        ('country = "VN"', "", "VND"),
        ("", "", "VND"),
    ],
)
def test_money_is_the_countrys_unless_the_budget_says(
    tmp_path: Path, campaign: str, budget: str, currency: str
) -> None:
    """Nobody in London pays in dong."""
    text = HEAD.replace("[campaign]", f"[campaign]\n{campaign}", 1) + WARDS
    assert plan_of(tmp_path, f"{text}\n[budget]\n{budget}\n").budget.currency == currency


def test_every_country_with_holidays_has_its_currency() -> None:
    """As the territories' data of the Unicode consortium have it; some have two."""
    from babel.core import get_global

    tender = get_global("territory_currencies")
    for country in sorted(country_codes() - {"AQ"}):
        known = {code for code, *_ in tender["GB" if country == "UK" else country]}
        assert currency_of(country) in known, country


def test_sessions_of_a_kind_that_the_calendar_does_not_have(tmp_path: Path) -> None:
    """They are left out; where none is left, the activity uses all."""
    text = """
[[calendar.session]]
id = "day"
start = 08:00:00
end = 16:00:00
[[calendar.session]]
id = "evening"
name = "Tối"
start = 18:00:00
end = 21:00:00
"""
    arts = TALK.replace('id = "talk"\nkind = "talk"', 'id = "arts"\nkind = "arts"')
    plan = plan_of(tmp_path, HEAD + WARDS + text + TALK + arts)
    assert plan.activities["talk"].sessions == ("day", "evening")
    assert plan.activities["arts"].sessions == ("evening",)


def test_supplies_by_count(tmp_path: Path) -> None:
    """With `per`, the quantity is what all wards and events need, in packs."""
    plan = plan_of(
        tmp_path,
        HEAD
        + WARDS
        + '[[supply]]\nid = "poster"\nname = "Áp phích"\nper = { tdp = 2 }\npack = 50\n'
        + TALK
        + 'wards = ["tay-tuu"]\nsupplies = { poster = 7 }\n',
    )
    assert plan.supplies["poster"].quantity == 100 + 50 + 50 + 50


def test_groups_by_their_short_form(tmp_path: Path) -> None:
    """A ward may name its group, or several, declared or not."""
    wards = WARDS.replace('name = "Xuân Đỉnh"', 'name = "Xuân Đỉnh"\ngroup = "phia-tay"')
    wards = wards.replace('name = "Tây Tựu"', 'name = "Tây Tựu"\ngroup = ["ven-song"]')
    plan = plan_of(tmp_path, HEAD + wards + GROUP)
    assert plan.groups["phia-tay"].wards == ALL
    assert plan.groups["ven-song"].wards == ("tay-tuu",)


@pytest.mark.parametrize(("language", "name"), [("vi", "Tết Nguyên Đán"), ("en", "Lunar New Year")])
def test_public_holidays(tmp_path: Path, language: str, name: str) -> None:
    """Of the country that is named, in the plan's language."""
    head = HEAD.replace("2022-11-15", "2023-01-05").replace("2022-12-15", "2023-02-05")
    plan = plan_of(tmp_path, head + f'country = "VN"\nlanguage = "{language}"\n' + WARDS)
    assert plan.calendar.holidays[date(2023, 1, 22)] == name


@pytest.mark.parametrize("country", ["VN", "GB", "US", "LA"])
def test_countries(tmp_path: Path, country: str) -> None:
    """Calendars of other countries are found as well."""
    plan = plan_of(tmp_path, HEAD + f'country = "{country}"\n' + WARDS)
    assert plan.calendar.holidays


def test_own_indicators_and_preferences(tmp_path: Path) -> None:
    """The plan may name indicators of its own, and weigh preferences."""
    plan = plan_of(
        tmp_path,
        HEAD
        + WARDS
        + '[indicators]\ntrees = "Số cây"\n[preferences]\nward-day = 0\n'
        + TALK
        + "indicators = { trees = 3 }\n",
    )
    assert plan.indicators["trees"] == {"vi": "Số cây", "en": "Số cây"}
    assert plan.indicators["people"]["en"] == "Attendance"
    assert plan.weights["ward-day"] == 0
    assert plan.weights["week-balance"] == 3


def test_campaign_tasks(tmp_path: Path) -> None:
    """Tasks of the campaign stand on a day of their own."""
    text = '[[task]]\nid = "report"\non = 2022-12-10\nwho = "ward"\ntitle = "Báo cáo"\n'
    (task,) = plan_of(tmp_path, HEAD + WARDS + text).tasks
    assert (task.id, task.date, task.who) == ("report", date(2022, 12, 10), "ward")


@pytest.mark.parametrize("kind", ['lasts = "window"', 'kind = "exhibition"'])
def test_a_window_may_say_on_which_days_it_is_open(tmp_path: Path, kind: str) -> None:
    """An exhibition is there all along, and open at weekends."""
    lines = TALK.replace('kind = "talk"', kind if "kind" in kind else f'kind = "talk"\n{kind}')
    talk = plan_of(tmp_path, HEAD + WARDS + lines + 'days = ["sat", "sun"]\n').activities["talk"]
    assert talk.window
    assert talk.days == {5, 6}


def test_decreed_holidays_are_known(tmp_path: Path) -> None:
    """The oldest calendars that may be installed know them: others would give other schedules."""
    head = HEAD.replace("2022", "2026") + 'country = "VN"\n'
    holidays = plan_of(tmp_path, head + WARDS + TALK).calendar.holidays
    assert {date(2026, 8, 31), date(2026, 11, 24)} <= holidays.keys()


ALIKE = """
[[ward]]
id = "a"
name = "Tân Hòa"
group = ["east"]
[[ward]]
id = "b"
name = "Tân Hoà"
group = ["west"]
[[ward]]
id = "c"
name = "Tân Hóa"
"""
GROUPS = """[[group]]
id = "east"
name = "Đông"
[[group]]
id = "west"
name = "Tây"
"""


@pytest.mark.parametrize(
    ("groups", "names"),
    [
        ("", ["Tân Hòa (a)", "Tân Hoà (b)", "Tân Hóa"]),
        (GROUPS, ["Tân Hòa (Đông)", "Tân Hoà (Tây)", "Tân Hóa"]),
    ],
)
def test_wards_of_one_name(tmp_path: Path, groups: str, names: list[str]) -> None:
    """They are told apart on every page, by their groups or by their ids."""
    reading = reading_of(tmp_path, HEAD + ALIKE + groups + TALK)
    assert reading.plan is not None
    assert [one.name for one in reading.plan.wards.values()] == names
    assert "P524" in {one.code for one in reading.diagnostics}


@pytest.mark.parametrize("name", ["Tân Hóa", "Tân Hoá"])
def test_a_name_in_place_of_an_id(tmp_path: Path, name: str) -> None:
    """Is that of the ward with these very marks."""
    from campaign_cli.support.language import language

    reading = reading_of(tmp_path, f'{HEAD}{ALIKE}{TALK}wards = ["{name}"]\n')
    (problem,) = (one for one in reading.diagnostics if one.code == "P204")
    assert problem.help is not None
    assert language("en").say(problem.help) == "did you mean `c`?"
