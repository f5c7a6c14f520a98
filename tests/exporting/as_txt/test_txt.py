"""Messages: a few lines a day, each to be sent alone; as text messages, counted in segments."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from helpers import builders as b
from helpers import goldens, materials, small_month
from hypothesis import given
from hypothesis import strategies as st

from campaign_cli.exporting import Material, Options, as_txt
from campaign_cli.exporting.as_txt import sms
from campaign_cli.listing import checklists

SMS = Options(sms=True)

LATIN = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"


def texts(of: Material) -> dict[str, str]:
    """Return the messages of each file."""
    return {str(file.path): file.content.decode() for file in as_txt.files(of)}


def days(text: str) -> list[str]:
    """Return a file's messages, without its head."""
    return text.rstrip("\n").split("\n\n")[1:]


@pytest.mark.parametrize("options", [Options(), SMS])
def test_messages_say_what_they_said(options: Options) -> None:
    """Of a ward, a body, a person and a day, against files that a person has read."""
    asked = {
        "wards": ("tay-tuu",),
        "owners": ("hoi-phu-nu",),
        "people": ("tu-phap",),
        "days": (date(2022, 11, 24), date(2022, 11, 20)),
    }
    for name, text in texts(materials.material(options=options, **asked)).items():
        goldens.same_as(f"{'sms' if options.sms else 'txt'}/{name}", text)


def test_every_page_has_its_file() -> None:
    """Everyone's, the print order and the budget too."""
    of = materials.material()
    assert [*texts(of)] == [f"{page.stem}.txt" for page in of.pages()]
    assert "Suất quà" in texts(of)["print-order.txt"]


def test_each_message_can_be_sent_alone() -> None:
    """Whose it is, which day, that it is a draft; no empty line, no markup."""
    for path, text in texts(materials.material()).items():
        if not path.startswith("wards/"):
            continue
        assert "bản số 1 (dự thảo)" in text
        assert "0123456789ab" in text
        for message in days(text):
            head, *lines = message.splitlines()
            assert head.startswith("Phường ")
            assert head.endswith("(dự thảo)")
            assert lines


def test_everything_of_a_ward_is_said() -> None:
    """Every event, every task and every receipt, each on its day."""
    of = materials.material()
    for ward in of.wards:
        sheet = of.checklists.sheet(ward, full=True)
        text = texts(of)[f"wards/{ward}.txt"]
        for event in sheet.events:
            assert event.title in text
        for line in sheet.lines:
            assert text.count(line.title) >= len(line.days)
        for receipt in sheet.receipts:
            assert f"- {receipt.name}, " in text


def test_what_was_late_is_told_when_the_plan_is_signed() -> None:
    """Nobody is sent a message of a day that was over then."""
    made = texts(materials.material())["organiser.txt"]
    messages = days(made)
    assert "Thứ Năm, 03/11" in messages[0]
    assert "LÀM NGAY: " in messages[0]


def test_private_places_are_not_told() -> None:
    """But to whoever runs the event."""
    made = texts(materials.material())
    assert not [name for name, text in made.items() if "Ngõ 7" in text]


def test_text_messages_are_counted() -> None:
    """Each is followed by its length, which is what a telephone would say."""
    for path, text in texts(materials.material(options=SMS)).items():
        assert sms.septets(text) >= len(text)
        assert text == sms.folded(text)
        for message in days(text) if path.startswith("wards/") else ():
            *lines, length = message.splitlines()
            alone = "\n".join(lines)
            assert length == f"-- {sms.septets(alone)} ky tu, {sms.segments(alone)} SMS --"
            assert sms.segments(alone) <= 2


def test_long_titles_give_way() -> None:
    """A talk with an endless title still fits into one message, with its ward."""
    plan = b.plan(
        b.activity("talk", wards=(("north",)), title="word " * 80),
        groups={"north": ("a", "b")},
    )
    schedule = b.schedule(plan, b.booking(plan, "talk@north", "21/11"))
    made = texts(materials.material(plan, schedule, options=SMS))["wards/a.txt"]
    (message,) = days(made)
    assert "... - North\n" in message
    assert message.endswith(", 1 SMS --")


@pytest.mark.parametrize(
    ("text", "septets", "segments"),
    [
        ("", 0, 0),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("€" * 80, 160, 1),
        ("€" * 81, 162, 2),
        ("a\n" * 80, 160, 1),
        ("@£$¥ßØÆ§Δ", 9, 1),
        ("^{}\\[~]|€\f", 20, 1),
        # The 153rd place of a segment cannot hold half of an extended character.
        ("a" * 152 + "€" + "a" * 152, 306, 3),
        ("a" * 151 + "€" + "a" * 153, 306, 2),
    ],
)
def test_segments_are_those_of_gsm(text: str, septets: int, segments: int) -> None:
    """160 septets alone, 153 each where several are joined; extended characters are two."""
    assert (sms.septets(text), sms.segments(text)) == (septets, segments)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_loses_its_marks(form: str) -> None:
    """Composed or not, in both cases."""
    for letters in (LATIN, LATIN.upper()):
        plain = sms.folded(unicodedata.normalize(form, letters))
        assert plain.isascii()
        assert len(plain) == len(LATIN)
        assert set(plain.lower()) == set("adeiouy")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Yêu thương” – chia sẻ…", '"Yeu thuong" - chia se...'),
        ("8 giờ · 9\u00a0giờ", "8 gio - 9 gio"),
        ("☐ 5 × 3 ≤ 15 ½", "- 5 x 3 <= 15 1/2"),
        ("🎉 mừng", "? mung"),
        ("Straße Ørsted €5", "Straße Ørsted €5"),
        ("\u0301", ""),
    ],
)
def test_what_a_telephone_cannot_say(text: str, plain: str) -> None:
    """What is most like it, or a question mark."""
    assert sms.folded(text) == plain


@given(st.text())
def test_whatever_is_folded_is_of_the_alphabet(text: str) -> None:
    """And stays what it is."""
    plain = sms.folded(text)
    assert set(plain) <= sms.BASIC | sms.EXTENDED
    assert sms.folded(plain) == plain


@pytest.mark.parametrize(
    "text", ["a\n\nb", "\x1b[31mred", "\u202eabc", "# head", "{{ x }}", "<b>", "a" * 3_000]
)
def test_text_of_a_plan_stays_text(text: str) -> None:
    """It makes no line, no message and no command of its own."""
    plan = b.plan(
        b.activity("talk", title=text, preside=text, owner=text), wards=(b.ward("a", name=text),)
    )
    schedule = b.schedule(plan, b.booking(plan, "talk@a", "21/11"))
    for options in (Options(), SMS):
        made = texts(materials.material(plan, schedule, options=options))["wards/a.txt"]
        assert len(days(made)) == 1
        assert all(line.isprintable() for line in made.splitlines())


def test_bytes_repeat(tmp_path: Path) -> None:
    """Two exports of one revision are one."""
    materials.exported(tmp_path / "one", "txt")
    materials.exported(tmp_path / "two", "txt")
    for path in sorted((tmp_path / "one").rglob("*.txt")):
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )


def test_nothing_to_do_is_no_message() -> None:
    """The head alone."""
    plan = small_month.plan()
    made = checklists(plan, b.schedule(plan))
    assert [*as_txt.files(materials.material(plan, b.schedule(plan)))]
    assert made.events == ()


def test_what_lasts_for_weeks_says_where() -> None:
    """On its first day."""
    plan = b.plan(
        b.activity("show", lasts="window", wards="together", venue="hall"),
        venues=(b.venue("hall"),),
    )
    held = b.booking(plan, "show", "21/11")
    of = materials.material(plan, b.schedule(plan, held))
    first, *_ = days(texts(of)["wards/a.txt"])
    _, title, place, *_ = first.splitlines()
    assert of.checklists.events[0].title in title
    assert place == plan.venues["hall"].name


def test_a_day_says_how_long_each_thing_that_runs_goes_on() -> None:
    """Each until its own last day."""
    plan = b.plan(
        b.activity("posters", lasts="window", wards=("a",), first="15/11", last="30/11"),
        b.activity("show", lasts="window", wards=("b",), first="16/11", last="20/11"),
    )
    schedule = b.schedule(plan, b.booking(plan, "posters@a"), b.booking(plan, "show@b"))
    of = materials.material(plan, schedule, days=(b.on("17/11"),))
    said = [line for line in texts(of)["days/2022-11-17.txt"].splitlines() if "until" in line]
    assert said == ["Posters · A (until 30 Nov)", "Show · B (until 20 Nov)"]
