"""What is said of single mistakes, and what to do about them."""

from pathlib import Path

import pytest
from helpers.written import HEAD, TALK, WARDS, codes, reading_of

from campaign_cli.support.language import language

PLAN = HEAD + WARDS + TALK
GROUPED = WARDS.replace('name = "Tây Tựu"', 'name = "Tây Tựu"\ngroup = "GROUP"')
POOL = """
[[resource]]
id = "speakers"
name = "Báo cáo viên"
members = [{ id = "one", name = "Một", closed = [{ from = 2022-11-15, to = 2022-12-01 }] }]
"""
CASES = [
    ("include = 3\n" + PLAN, "P301", "`include` must be a list in square brackets", None),
    ("include = [3]\n" + PLAN, "P301", "`include` must be a text in quotes", "put it in quotes"),
    (PLAN + "[kind]\nx = 3\n", "P301", "`x` must be a table", None),
    ("kind = 3\n" + PLAN, "P301", "`kind` must be a table", None),
    ("document = 3\n" + PLAN, "P301", "`document` must be a table", None),
    ("activity = [3]\n" + HEAD, "P301", "`activity` must be a list in square brackets", None),
    (
        PLAN + '[preferences]\nward-day = "6"\n',
        "P301",
        "`ward-day` must be a whole number",
        "write 6 without quotes",
    ),
    (
        PLAN + "[indicators]\ntrees = 3\n",
        "P301",
        "`trees` must be a text, or a table of `vi` and `en`",
        None,
    ),
    (
        PLAN + '[indicators]\n"số cây" = "Số cây"\n',
        "P201",
        "`số cây` is not an id: lower-case words of a–z and 0–9 joined by hyphens",
        "write `so-cay`",
    ),
    (
        PLAN + '[[venue]]\nid = "xuan-dinh-hall"\nname = "Đình"\n',
        "P202",
        "the id `xuan-dinh-hall` is already taken",
        None,
    ),
    (
        HEAD + GROUPED.replace("GROUP", "lien-mac"),
        "P202",
        "the id `lien-mac` is already taken",
        None,
    ),
    (
        HEAD + GROUPED.replace("GROUP", "Phía Tây"),
        "P201",
        "`Phía Tây` is not an id: lower-case words of a–z and 0–9 joined by hyphens",
        "write `phia-tay`",
    ),
    (
        PLAN + 'from = "17/11/2022"\n',
        "P301",
        "`from` must be a date such as 2022-11-25",
        "write 2022-11-17 without quotes",
    ),
    (
        PLAN + 'from = "17/11"\n',
        "P301",
        "`from` must be a date such as 2022-11-25",
        "write 2022-11-17 without quotes",
    ),
    (
        PLAN + '[[calendar.session]]\nid = "m"\nstart = "8:00"\nend = 09:00:00\n',
        "P301",
        "`start` must be a time such as 08:00:00",
        "write 08:00:00 without quotes",
    ),
    (PLAN + "cost = true\n", "P301", "`cost` must be a whole number", None),
    (PLAN + "cost = 08:00:00\n", "P301", "`cost` must be a whole number", None),
    (
        PLAN + "hours = 08:00:00\n",
        "P301",
        "`hours` must be a text in quotes",
        'put it in quotes: `"08:00:00"`',
    ),
    (PLAN + "private = [true]\n", "P301", "`private` must be `true` or `false`", None),
    (
        PLAN + "attendance = 3\n",
        "P301",
        "`attendance` must be a text in quotes",
        "known: `all`, `delegates`",
    ),
    (
        PLAN + 'wards = ["xuan-din"]\n',
        "P204",
        "unknown ward `xuan-din`",
        "did you mean `xuan-dinh`?",
    ),
    (
        PLAN + 'wards = "Xuân Đỉnh"\n',
        "P302",
        "`wards` cannot be `Xuân Đỉnh`",
        None,
    ),
    (
        PLAN + 'kind2 = "x"\n',
        "P110",
        "unknown key `kind2`",
        "did you mean `kind`?",
    ),
    (
        HEAD + 'timezone = "Asia/Ho_Chi_Min"\n' + WARDS,
        "P308",
        "unknown time zone `Asia/Ho_Chi_Min`",
        "did you mean `Asia/Ho_Chi_Minh`?",
    ),
    (
        HEAD + 'country = "XX"\n' + WARDS,
        "P309",
        "the holidays of `XX` are not known",
        None,
    ),
    (
        HEAD + "wind_up = 2022-12-10\n" + WARDS,
        "P310",
        "`wind_up` lies before `end`, 2022-12-15",
        None,
    ),
    (
        HEAD + "prepare_from = 2022-10-31\n" + WARDS + TALK + "to = 2022-11-01\n",
        "P311",
        "the activity ends before the campaign's start, 2022-11-15",
        "give its `from` too: without it, it begins with the campaign",
    ),
    (
        PLAN + "from = 2024-02-29\n",
        "P312",
        "`from` lies outside the campaign",
        "or let the campaign `wind_up` on that day",
    ),
    (
        PLAN + "in.tay-tu = { cost = 1 }\n",
        "P204",
        "unknown ward `tay-tu`",
        "did you mean `tay-tuu`?",
    ),
    (
        PLAN + 'wards = ["tay-tuu"]\nwithin = "launch"\n'
        '\n[[activity]]\nid = "launch"\nkind = "talk"\ntitle = "…"\nin.tay-tuu = { cost = 1 }\n',
        "P222",
        "`wards` cannot stand beside `within`",
        "take it out: the event is where and when `launch` is",
    ),
    (
        PLAN + 'within = "launch"\nin.tay-tuu = { venue = "xuan-dinh-hall" }\n'
        '\n[[activity]]\nid = "launch"\nkind = "talk"\ntitle = "…"\n',
        "P222",
        "`venue` cannot stand beside `within`",
        "take it out: the event is where and when `launch` is",
    ),
    (PLAN + 'lasts = "window"\nfixed = 2022-11-25\n', "P306", None, None),
    (
        PLAN + 'supplies = { gift = "share" }\nin.tay-tuu = { supplies = { gift = "share" } }\n'
        '[[supply]]\nid = "gift"\nname = "Quà"\nquantity = 9\n',
        "P322",
        "`gift` is not divided among the wards",
        "give its `share_by`, or say how much of it an event uses",
    ),
    (
        HEAD + WARDS + '[[supply]]\nid = "gift"\nname = "Quà"\nquantity = 9\nper = { need = 1 }\n'
        'share_by = "need"\n',
        "P306",
        None,
        None,
    ),
    (
        PLAN + 'wards = "none"\nuses = { speakers = ["one"] }\nto = 2022-11-30\n' + POOL,
        "P406",
        "`talk` finds no day on which everyone it needs is free",
        None,
    ),
    (
        PLAN + 'wards = "none"\nuses = { speakers = ["one"] }\nfixed = 2022-11-30\n' + POOL,
        "P406",
        "`talk` is fixed on Wednesday 30 November; `Một` is not free then",
        None,
    ),
    (
        PLAN + 'wards = "none"\nlasts = { days = 3 }\nfixed = 2022-12-14\n',
        "P407",
        "`talk` is fixed on Wednesday 14 December, too late for all its days",
        None,
    ),
    (
        PLAN + 'wards = "none"\naudience = 500\n',
        "P401",
        "no venue holds the audience of 500",
        "name a larger `venue`, or make `audience` smaller",
    ),
    (
        HEAD + '[budget]\ncurrency = "USD"\nlimit = 2\n' + WARDS + TALK + "cost = 1\n",
        "P409",
        "everything costs 3 USD, 1 USD more than the limit of 2 USD",
        None,
    ),
    (
        HEAD
        + WARDS
        + '[[group]]\nid = "east"\nwards = ["tay-tuu", "lien-mac"]\n'
        + TALK
        + 'wards = { choose = 3, always = ["tay-tuu", "lien-mac"], per_group = 1 }\n',
        "P414",
        "2 wards of `east` are sure to be chosen; `per_group` is 1",
        None,
    ),
    (
        PLAN + "fixed.tay-tuu = { date = 2022-11-25 }\nfixed.xuan-dinh = 2022-11-26\n",
        "P403",
        "`talk@xuan-dinh` is fixed on Saturday 26 November, which is closed to it",
        None,
    ),
    (HEAD + "ten = Đông\n", "P103", "no value of TOML stands here", None),
    (
        HEAD + "tên = 1\n",
        "P103",
        "`=` is missing after the key",
        "a key with spaces or letters other than a–z stands in quotes",
    ),
    (HEAD + "x = [1, 2\n", "P103", "`]` is missing", "write `x = [1, 2]`"),
]


@pytest.mark.parametrize(("text", "code", "sentence", "way"), CASES)
def test_one_mistake(
    tmp_path: Path, text: str, code: str, sentence: str | None, way: str | None
) -> None:
    """A mistake is called what it is, first of all that is found."""
    english = language("en")
    (problem, *_) = reading_of(tmp_path, text).diagnostics
    assert problem.code == code
    if sentence is not None:
        assert english.say(problem.message) == sentence
        if way is not None:
            assert problem.help is not None
            assert english.say(problem.help) == way


def test_nothing_follows_from_a_problem(tmp_path: Path) -> None:
    """What depends on something that is wrong is not called wrong too."""
    text = """
[campaign]
name = "Tháng hành động"
start = 2022-11-15
end = "2022-12-15"

[[ward]]
id = "tay-tuu"

[[budget.source]]
id = "quan"
amount = "nhiều"

[[resource]]
id = "speakers"
name = "Báo cáo viên"
members = "tu-phap"

[[activity]]
id = "talk"
kind = "tolk"
title = "Tọa đàm"
wards = ["tay-tuu"]
from = 2022-11-20
to = 2022-11-30
source = "quan"
uses = { speakers = ["tu-phap"] }
drop = ["slides"]
fixed.tay-tuu = { date = 2022-11-25, session = "morning" }

[[activity]]
id = "launch"
kind = "ceremony"

[[activity]]
id = "closing"
kind = "meeting"
title = "Tổng kết"
after = ["launch", "talk"]
"""
    assert codes(reading_of(tmp_path, text)) == ["P304", "P111", "P301", "P301", "P207", "P111"]


def test_cannot_hold_is_asked_only_of_a_plan(tmp_path: Path) -> None:
    """While names are unknown, nobody says that the month cannot work."""
    text = PLAN + 'audience = 900\nwards = ["tay-tu"]\n'
    assert codes(reading_of(tmp_path, text)) == ["P204"]


@pytest.mark.parametrize("wards", ["together", "none", "each"])
def test_an_audience_that_is_too_large(tmp_path: Path, wards: str) -> None:
    """A ward's audience is written with `in`; a joint event has but one, and no `in` for it."""
    hall = '[[venue]]\nid = "hall"\nname = "Hội trường"\ncapacity = 100\n'
    event = f'wards = "{wards}"\nvenue = "hall"\n'
    (problem,) = reading_of(tmp_path, f"{PLAN}{event}audience = 120\n{hall}").diagnostics
    assert problem.help is not None
    assert ("`in`" in language("en").say(problem.help)) == (wards == "each")
    assert codes(reading_of(tmp_path, f"{PLAN}{event}audience = 100\n{hall}")) == []


def test_a_choice_that_leaves_the_wards_that_cannot(tmp_path: Path) -> None:
    """Wards that cannot hold an event are no problem where others can be chosen."""
    text = PLAN + "wards = { choose = N }\naudience = 120\n"
    assert codes(reading_of(tmp_path, text.replace("N }", "1 }"))) == []
    assert codes(reading_of(tmp_path, text.replace("N }", "2 }"))) == ["P401"]


def test_ids_that_changed_places(tmp_path: Path) -> None:
    """Where a body has the id of a ward, what is about the ward finds none, and says so."""
    body = '[[body]]\nid = "xuan-dinh"\nname = "Phòng Nội vụ"\n'
    wards = WARDS.replace('"xuan-dinh"', '"noi-vu"')
    talk = TALK + 'wards = ["xuan-dinh"]\nfixed = { xuan-dinh = 2022-11-25 }\n'
    reading = reading_of(
        tmp_path,
        'include = ["wards/*.toml"]\n' + HEAD + body + wards + talk,
        **{"wards/xuan-dinh.toml": 'ward = "xuan-dinh"\n'},
    )
    assert codes(reading) == ["P204", "P204", "P204"]
    english = language("en")
    ways = {english.say(one.help) for one in reading.diagnostics if one.help}
    assert ways == {"did you mean `noi-vu`?"}


@pytest.mark.parametrize(
    ("wards", "sentence", "causes"),
    [
        ("{ choose = 4 }", "4 wards are to be chosen of 3", [()]),
        ('{ choose = 2, of = ["tay-tuu"] }', "2 wards are to be chosen of 1", [()]),
        (
            '{ choose = 1, always = ["tay-tuu", "lien-mac"] }',
            "2 wards are fixed or always chosen, of 1 in all",
            [("choose",), ("always",)],
        ),
    ],
)
def test_more_wards_than_can_be_chosen(
    tmp_path: Path, wards: str, sentence: str, causes: list[tuple[str, ...]]
) -> None:
    """The plan is understood, and no schedule keeps it."""
    reading = reading_of(tmp_path, f"{PLAN}wards = {wards}\n")
    (problem,) = reading.diagnostics
    assert reading.plan is not None
    assert (problem.code, problem.cannot_hold) == ("P414", True)
    assert language("en").say(problem.message) == sentence
    path = ("activity", "talk", "wards")
    assert [(one.rule, one.path) for one in problem.causes] == [
        ("chosen-count", (*path, *rest)) for rest in causes
    ]


def test_two_mistakes_are_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Whoever mends a plan goes through it from top to bottom."""
    reading = reading_of(tmp_path, PLAN + 'venue = "x"\nsource = "y"\nuses = { z = 1 }\n')
    assert codes(reading) == ["P205", "P212", "P209"]
    lines = [one.span.line for one in reading.diagnostics if one.span]
    assert lines == sorted(lines)


def test_causes_name_the_campaign_where_the_activity_says_nothing(tmp_path: Path) -> None:
    """Without `to`, an activity ends with the campaign: that is the line."""
    text = PLAN + "from = 2022-12-12\ntimes = 3\napart = 5\n"
    (problem,) = reading_of(tmp_path, text).diagnostics
    assert [cause.path for cause in problem.causes] == [
        ("activity", "talk", "times"),
        ("activity", "talk", "apart"),
        ("activity", "talk", "from"),
        ("campaign", "end"),
    ]
