"""What pages say and leave out, and how they look on the terminal and in a message."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers import builders as b
from helpers import goldens, small_month
from helpers.builders import on
from rich.console import Console

from campaign_cli.console.layout.lines import clean
from campaign_cli.console.layout.page import (
    page,
    plain_text,
    print_body,
    print_day,
    print_person,
    print_sheet,
)
from campaign_cli.listing import checklists
from campaign_cli.model.checklist import Issue, Line
from campaign_cli.model.plan import Body, Document, Person
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.pages import Checklists, View, week_around
from campaign_cli.support.text import shortened


@pytest.fixture(name="lists", scope="module")
def made() -> Checklists:
    """Return the checklists of the small month."""
    plan = small_month.plan()
    return checklists(plan, small_month.schedule(plan))


def shown(view: View, width: int) -> str:
    """Return a page as a terminal of that width shows it."""
    return "".join(f"{line.plain}\n" for line in page(view, width))


@pytest.mark.parametrize("width", [80, 120])
def test_a_wards_page(lists: Checklists, width: int) -> None:
    """In the week of the launch."""
    text = shown(lists.sheet("xuan-dinh", on("16/11")), width)
    goldens.same_as(f"sheet-{width}.txt", text)
    assert all(len(line) <= width for line in text.splitlines())
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_a_wards_page_to_paste(lists: Checklists) -> None:
    """No boxes, no lines that are drawn, no trailing spaces."""
    text = plain_text(lists.sheet("xuan-dinh", on("16/11")))
    goldens.same_as("sheet-plain.txt", text)
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert not set("☐─━│•") & set(text)


def test_the_pages_of_a_body_a_person_and_a_day(lists: Checklists) -> None:
    """At 80 columns, one after the other."""
    views = (lists.body("ubnd-quan", on("1/11")), lists.person("tu-phap"), lists.day(on("24/11")))
    goldens.same_as("others-80.txt", "\n".join(shown(view, 80) for view in views))


@pytest.mark.parametrize("width", [36, 50, 64, 99, 100, 240])
def test_pages_fit_any_width(lists: Checklists, width: int) -> None:
    """Narrow as a telephone; never wider than is easy to read."""
    views = (
        lists.sheet("tay-tuu", on("16/11"), full=True),
        lists.body("hoi-phu-nu", on("16/11"), full=True),
        lists.day(on("24/11")),
        lists.whole(),
    )
    for view in views:
        assert max(len(line.plain) for line in page(view, width)) <= min(width, 120)


def test_printing_leaves_lines_as_they_are_set(lists: Checklists) -> None:
    """A console of the same width adds nothing."""
    sheet, body = lists.sheet("tay-tuu", on("16/11")), lists.body("van-hoa", on("16/11"))
    person, day = lists.person("phu-nu"), lists.day(on("24/11"))
    stream = io.StringIO()
    console = Console(file=stream, width=80, emoji=False, markup=False, highlight=False)
    print_sheet(console, sheet)
    print_body(console, body)
    print_person(console, person)
    print_day(console, day)
    assert stream.getvalue() == "".join(shown(view, 80) for view in (sheet, body, person, day))


def test_the_order_of_a_wards_page(lists: Checklists) -> None:
    """Who, this week, events, supplies, targets, tasks, reports, the organiser."""
    text = plain_text(lists.sheet("xuan-dinh", on("16/11")))
    places = [
        text.index(part)
        for part in (
            "Phường Xuân Đỉnh",
            "bản số 1 (dự thảo)",
            "Đầu mối: Công chức VH-XH phường Xuân Đỉnh, 024 0000 0102",
            "TUẦN NÀY",
            "CÁC CUỘC",
            "NHẬN",
            "CHỈ TIÊU GIAO",
            "ĐẦU VIỆC CHÍNH",
            "BÁO CÁO",
            "CƠ QUAN THƯỜNG TRỰC",
            "Chuyên viên UBND quận",
            "Phó Trưởng UBND quận",
        )
    ]
    assert places == sorted(places)


def test_key_tasks_stand_on_the_page_and_all_on_the_full_list(lists: Checklists) -> None:
    """The page says how many it leaves out."""
    short, full = lists.sheet("xuan-dinh"), lists.sheet("xuan-dinh", full=True)
    assert "talk@xuan-dinh/count" not in {id_ for line in short.lines for id_ in line.tasks}
    assert "talk@xuan-dinh/count" in {id_ for line in full.lines for id_ in line.tasks}
    assert (short.others, full.others) == (1, 0)


@pytest.mark.parametrize(
    ("today", "ids"),
    [
        ("14/11", {"talk@tay-tuu/hall", "arts@ven-song/place", "launch/arrive@tay-tuu"}),
        ("20/11", {"talk@tay-tuu/hall", "arts@ven-song/place", "launch/arrive@tay-tuu"}),
        ("21/11", {"talk@tay-tuu/setup", "banners@tay-tuu/inspect.2"}),
        ("1/1", set()),
    ],
)
def test_this_week_is_from_monday_to_sunday(lists: Checklists, today: str, ids: set[str]) -> None:
    """Whichever day of it is today."""
    week = {id_ for line in lists.sheet("tay-tuu", on(today)).week for id_ in line.tasks}
    assert ids <= week
    assert week or not ids


def test_without_today_there_is_no_this_week(lists: Checklists) -> None:
    """Files carry no clock."""
    assert "TUẦN NÀY" not in plain_text(lists.sheet("xuan-dinh"))


def test_what_was_late_stands_alone_for_a_week_from_the_day_of_signing(lists: Checklists) -> None:
    """The order of the prints was due on 19/10; the plan is signed on Thursday 3/11."""
    for today, there in (("1/10", False), ("2/11", False), ("3/11", True), ("9/11", True)):
        assert bool(lists.body("ubnd-quan", on(today)).at_once) is there
        assert bool(lists.at_once(on(today))) is there
    assert not lists.body("ubnd-quan", on("10/11")).at_once
    said = plain_text(lists.body("ubnd-quan", on("4/11")))
    assert "LÀM NGAY (đã quá hạn khi ban hành)\n- Thứ Tư, 19/10: Chốt số lượng" in said


@pytest.mark.parametrize("day", ["20/9", "19/10", "3/11", "18/11", "20/12", "31/12"])
def test_this_week_holds_what_is_of_this_week_alone(lists: Checklists, day: str) -> None:
    """Before the month, between signing and start, in the month, and when it is over."""
    monday, sunday = week_around(on(day))
    weeks = [lists.sheet(ward, on(day)).week for ward in lists.ward_ids]
    weeks += [lists.body(body, on(day)).week for body in lists.body_ids]
    for line in (line for week in weeks for line in week):
        assert line.due <= sunday
        assert monday <= line.last
    soon = lists.due(on(day), on(day) + timedelta(days=6))
    if not soon:
        assert not any(on(day) <= line.due for week in weeks for line in week)


def test_what_was_late_is_marked(lists: Checklists) -> None:
    """Wherever it stands."""
    text = plain_text(lists.body("ubnd-quan"))
    assert "- Thứ Tư, 19/10: LÀM NGAY: Chốt số lượng từng phường, đặt in" in text
    assert [task.id for task in lists.late] == ["banners/order"]


def lines(*activities: str, **more: object) -> list[Line]:
    """Return ward `a`'s lines of activities with one task, all on 21/11."""
    template = TaskTemplate(
        **{"id": "names", "title": {"en": "Send names"}, "who": "ward", "days": -1, **more}
    )
    plan = b.plan(*(b.activity(id_, wards=("a",), tasks=(template,)) for id_ in activities))
    schedule = b.schedule(plan, *(b.booking(plan, f"{id_}@a", "21/11") for id_ in activities))
    return list(checklists(plan, schedule).sheet("a", full=True).lines)


def test_equal_tasks_of_a_day_are_one_line() -> None:
    """That names both events, and keeps both ids."""
    (line,) = lines("launch", "talk")
    assert [about.title for about in line.about] == ["Launch", "Talk"]
    assert line.tasks == ("launch@a/names", "talk@a/names")


def test_different_days_and_needs_are_different_lines() -> None:
    """Only equal things merge."""
    first = TaskTemplate(id="names", title={"en": "Send names"}, who="ward", days=-1)
    plan = b.plan(
        b.activity("launch", tasks=(first,)),
        b.activity("talk", tasks=(replace(first, need={"en": "a form"}),)),
        b.activity("walk", tasks=(replace(first, days=-2),)),
        wards=("a",),
    )
    booked = (b.booking(plan, f"{id_}@a", "21/11") for id_ in plan.activities)
    sheet = checklists(plan, b.schedule(plan, *booked)).sheet("a", full=True)
    assert [line.tasks for line in sheet.lines] == [
        ("walk@a/names",),
        ("launch@a/names",),
        ("talk@a/names",),
    ]


def test_what_several_wards_do_is_one_line_of_everyones(lists: Checklists) -> None:
    """Three wards collect their posters on one day."""
    (line,) = [line for line in lists.due(on("4/11"), on("4/11")) if line.doers[0].ward]
    assert [doer.id for doer in line.doers] == ["lien-mac", "tay-tuu", "xuan-dinh"]


def test_repeats_are_one_line_with_their_last_day(lists: Checklists) -> None:
    """The weekly inspection."""
    (line,) = [one for one in lists.sheet("tay-tuu").lines if one.repeat]
    assert (line.due, line.last, line.repeat) == (on("16/11"), on("14/12"), "week")
    assert len(line.tasks) == 5


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (range(7), "daily until 9 Dec"),
        ({b.SAT, b.SUN}, "Sat, Sun until 4 Dec"),
        ({b.WED}, "Wed until 7 Dec"),
    ],
)
def test_what_is_done_daily_says_on_which_days(days: set[int], said: str) -> None:
    """All of them, or those on which an exhibition is open."""
    template = TaskTemplate(id="open", title={"en": "Open"}, who="ward", days=0, each="day")
    talk = b.activity(
        "talk", wards=("a",), lasts="window", first="17/11", last="9/12", tasks=(template,)
    )
    plan = b.plan(replace(talk, days=frozenset(days)), wards=("a",), wind_up="31/12")
    made = checklists(plan, b.schedule(plan, b.booking(plan, "talk@a")))
    assert said in plain_text(made.sheet("a", full=True))


def test_private_events_show_no_names_and_no_addresses(lists: Checklists) -> None:
    """But to the person who goes there, and to the body that runs it."""
    shared = (
        *(lists.sheet(ward, on("29/11"), full=True) for ward in lists.ward_ids),
        *(
            lists.body(body, on("29/11"), full=True)
            for body in lists.body_ids
            if body != "hoi-phu-nu"
        ),
        lists.day(on("29/11")),
        lists.whole(),
    )
    for view in shared:
        text = plain_text(view)
        for secret in ("Nhà riêng", "Ngõ 7", "Báo cáo viên Hội LHPN", "Phó Chủ tịch UBND quận"):
            assert secret not in text
    assert "12 Đường Làng" in plain_text(lists.sheet("xuan-dinh"))
    for theirs in (lists.person("phu-nu"), lists.body("hoi-phu-nu")):
        assert "Nhà riêng, Ngõ 7" in plain_text(theirs)


def test_weekends_and_closings_are_said_in_words(lists: Checklists) -> None:
    """Not by colour alone."""
    assert "Thứ Bảy, 26/11" in plain_text(lists.sheet("tay-tuu"))
    assert "Ngày nghỉ: cuối tuần" in plain_text(lists.day(on("26/11")))
    assert "Ngày nghỉ: Kỳ họp HĐND quận" in plain_text(lists.day(on("8/12")))
    assert "Ngày nghỉ" not in plain_text(lists.day(on("25/11")))


def test_a_published_revision_is_no_draft() -> None:
    """And one that was never kept has no number."""
    plan = small_month.plan()
    schedule = small_month.schedule(plan)
    published = checklists(plan, schedule, Issue("125/KH-UBND", date(2022, 11, 1)))
    assert "\nbản số 1 (đã ban hành)\n" in plain_text(published.sheet("tay-tuu"))
    unkept = checklists(plan, replace(schedule, revision=0))
    assert "\ndự thảo\n" in plain_text(unkept.sheet("tay-tuu"))


def test_english() -> None:
    """Of a plan in English."""
    plan = b.plan(b.activity("talk", owner="ward"))
    made = checklists(plan, b.schedule(plan, b.booking(plan, "talk@a", "21/11")))
    text = plain_text(made.sheet("a"))
    assert "TASK SHEET - A ward" in text
    assert "- Mon 21 Nov, 8:00 – 11:30: Talk" in text
    assert "Contact: not named yet" in text


HOSTILE = (
    "[/foo] [bold]b[/bold]",
    ":smile:",
    "\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07",
    "\u202eright to left\u2069",
    "=HYPERLINK(1)",
    "{0} {name} %s",
    "two\nlines\tand\u2028three\r\nfour",
    "soft\xadhyphen zero\u200bwidth",
)
LITERAL = (
    "[/foo] [bold]b[/bold]",
    ":smile:",
    "red link",
    "right to left",
    "=HYPERLINK(1)",
    "{0} {name} %s",
    "two lines and three four",
    "softhyphen zerowidth",
)


@pytest.mark.parametrize(("text", "literal"), list(zip(HOSTILE, LITERAL, strict=True)))
def test_text_of_a_plan_is_shown_as_it_stands(text: str, literal: str) -> None:
    """No markup, no picture, no command to the terminal, no turned writing."""
    template = TaskTemplate(id="names", title={"en": text}, who="ward", need={"en": text}, key=True)
    person = Person(text, "01")
    plan = b.plan(
        b.activity(
            "talk",
            title=text,
            preside=text,
            attend=text,
            hours=text,
            owner=text,
            tasks=(template,),
            venue="hall",
            indicators={"people": 3},
        ),
        wards=(b.ward("a", name=text, contact=person, deputy=person),),
        venues=(b.venue("hall", "a", address=text),),
        supplies=(b.supply("gift", 3, share_by="equal", unit=text),),
        indicators={"people": {"en": text}},
        document=Document(date=date(2022, 12, 1)),
    )
    made = checklists(plan, b.schedule(plan, b.booking(plan, "talk@a", "21/11")))
    stream = io.StringIO()
    console = Console(
        file=stream, width=120, emoji=False, markup=False, highlight=False, force_terminal=False
    )
    for view in (made.sheet("a", on("21/11")), made.day(on("21/11")), made.whole()):
        print_sheet(console, view)  # type: ignore[arg-type]
    for answer in (stream.getvalue(), plain_text(made.sheet("a", on("21/11")))):
        assert literal in answer
        assert all(letter == "\n" or letter.isprintable() for letter in answer)


def test_very_long_names_wrap() -> None:
    """With and without spaces."""
    for name in ("Phường " * 60, "X" * 500):
        plan = b.plan(
            b.activity("talk", title=name, preside=name),
            wards=(b.ward("a", name=name, contact=Person(name, "01")),),
            bodies=(Body(id="organiser", name=name, short=name),),
            supplies=(b.supply("gift", 3, share_by="equal"),),
            indicators={"people": {"en": name}},
        )
        made = checklists(plan, b.schedule(plan, b.booking(plan, "talk@a", "21/11")))
        for width in (56, 80, 120):
            text = shown(made.sheet("a", on("21/11")), width)
            assert all(len(line) <= width for line in text.splitlines())


def test_clean_leaves_letters_alone() -> None:
    """Vietnamese is text."""
    assert clean("Đợt 2: “Tặng mẹ, tặng chị” – 3.000.000 đồng") == (
        "Đợt 2: “Tặng mẹ, tặng chị” – 3.000.000 đồng"
    )


@pytest.mark.parametrize(
    ("limit", "short"),
    [
        (40, "Tọa đàm phòng, chống bạo lực"),
        (28, "Tọa đàm phòng, chống bạo lực"),
        (27, "Tọa đàm phòng, chống bạo…"),
        (14, "Tọa đàm phòng…"),
        (13, "Tọa đàm…"),
        (3, "Tọ…"),
    ],
)
def test_shortened_cuts_at_words(limit: int, short: str) -> None:
    """Unless the first word is too long."""
    assert shortened("Tọa đàm phòng, chống bạo lực", limit) == short
    assert len(short) <= limit


def test_what_is_reported_stands_once(lists: Checklists) -> None:
    """Under TO REPORT; the full list has it among the tasks too, and so has this week's."""
    short, full = lists.sheet("tay-tuu", on("17/11")), lists.sheet("tay-tuu", full=True)
    reported = {id_ for report in short.reports for id_ in report.tasks}
    assert {"launch/results@tay-tuu", "report@tay-tuu"} <= reported
    assert not reported & {id_ for line in short.lines for id_ in line.tasks}
    assert reported <= {id_ for line in full.lines for id_ in line.tasks}
    assert reported & {id_ for line in short.week for id_ in line.tasks}


def test_titles_that_begin_alike_are_not_shortened(lists: Checklists) -> None:
    """A heat and a final of one contest can be told apart."""
    sheet = lists.sheet("tay-tuu")
    title = "Hội thi “Gia đình nói không với bạo lực” của phụ nữ các phường, "
    first, second, *_ = sheet.reports
    heat = replace(first, about=(f"{title}vòng cụm",))
    final = replace(second, about=(f"{title}chung kết",))
    text = shown(replace(sheet, reports=(heat, final)), 80)
    assert "vòng cụm" in text
    assert "chung kết" in text


def test_the_host_is_told_that_it_is(lists: Checklists) -> None:
    """Tay Tuu receives Lien Mac in its yard."""
    assert "phường đăng cai" in shown(lists.sheet("tay-tuu"), 80)
    assert "phường đăng cai" not in shown(lists.sheet("lien-mac"), 80)


def test_wards_are_called_by_the_plans_own_word() -> None:
    """In the page's own sentences and in the kinds' texts."""
    plan = small_month.plan()
    communes = replace(plan, campaign=replace(plan.campaign, ward_term="xã"))
    made = checklists(communes, small_month.schedule(communes))
    text = shown(made.sheet("tay-tuu"), 120)
    assert "Xã Tây Tựu" in text
    assert "giao xã: 23 đại biểu" in text
    assert "xã đăng cai" in text


def test_what_is_late_has_a_page(lists: Checklists) -> None:
    """Whoever is to do it."""
    page_of_late = lists.overdue()
    assert [line.late for line in page_of_late.lines] == [True] * len(page_of_late.lines)
    assert {id_ for line in page_of_late.lines for id_ in line.tasks} == {
        task.id for task in lists.late
    }
    assert "LÀM NGAY" in plain_text(page_of_late)
