"""Small pieces: the language of the system, options anywhere, completion, the progress line."""

import io
import unicodedata
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from helpers.command_line import Typed, changed

from campaign_cli.cli.shell import completion
from campaign_cli.cli.shell.arguments import parsed_date, resolved
from campaign_cli.cli.shell.exits import Stop
from campaign_cli.cli.shell.settings import chosen_language, hoisted
from campaign_cli.console.layout.progress import Ticker
from campaign_cli.scheduling import Progress
from campaign_cli.support.language import language, message


@pytest.mark.parametrize(
    ("arguments", "environment", "code"),
    [
        ([], {}, "en"),
        ([], {"LANG": "vi_VN.UTF-8"}, "vi"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "vi_VN.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "vi_VN", "LANG": "en_GB"}, "vi"),
        ([], {"CAMPAIGN_LANG": "VI", "LANG": "C"}, "vi"),
        (["check", "--lang", "en"], {"CAMPAIGN_LANG": "vi"}, "en"),
        (["--lang=vi-VN", "check"], {}, "vi"),
        (["check", "--", "--lang", "vi"], {"CAMPAIGN_LANG": "en"}, "en"),
    ],
)
def test_the_language(arguments: list[str], environment: dict[str, str], code: str) -> None:
    """What is typed wins over CAMPAIGN_LANG, which wins over the system."""
    assert chosen_language(arguments, environment).code == code


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("check", "check"),
        ("check --lang vi x", "--lang vi check x"),
        ("check -p a --no-color", "-p a --no-color check"),
        ("check --plan=a", "--plan=a check"),
        ("check -- --lang vi", "check -- --lang vi"),
        ("check --lang", "--lang check"),
    ],
)
def test_options_of_every_command_stand_anywhere(typed: str, means: str) -> None:
    """Before the command or after it."""
    assert hoisted(typed.split()) == means.split()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2022-11-25", date(2022, 11, 25)),
        ("25/11", date(2022, 11, 25)),
        ("25/11/2023", date(2023, 11, 25)),
        ("25.11", date(2022, 11, 25)),
        ("5-1", date(2023, 1, 5)),
        ("29/2", date(2024, 2, 29)),
    ],
)
def test_dates_as_people_write_them(typed: str, day: date) -> None:
    """Without a year, the one that comes closest to the campaign."""
    assert parsed_date(typed, date(2022, 12, 1) if typed != "29/2" else date(2023, 6, 1)) == day


@pytest.mark.parametrize("typed", ["32/1", "30/2", "x", "", "25/13", "2022-02-30", "25//11"])
def test_what_is_no_date(typed: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Stop):
        parsed_date(typed, date(2022, 12, 1))


WARDS = {"xuan-dinh": "Xuân Đỉnh", "xuan-tao": "Xuân Tảo", "dong-ngac": "Đông Ngạc"}


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("xuan-dinh", "xuan-dinh"),
        ("Xuân Đỉnh", "xuan-dinh"),
        ("xuân đỉnh", "xuan-dinh"),
        ("XUANDINH", "xuan-dinh"),
        ("Xua\u0302n Đi\u0309nh", "xuan-dinh"),
        ("dong", "dong-ngac"),
        ("tảo", "xuan-tao"),
    ],
)
def test_names_and_ids(typed: str, means: str) -> None:
    """Whatever is plain enough: with or without marks, composed or not, a part of the name."""
    assert resolved(typed, WARDS, message("unknown")) == means


ALIKE = {"tan-hoa": "Tân Hòa", "tan-hoa-2": "Tân Hóa", "tan-hoa-3": "Tân Hoa"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Tân Hòa", "tan-hoa"),
        ("Tân Hoà", "tan-hoa"),
        ("TÂN HÓA", "tan-hoa-2"),
        ("tân  hoá", "tan-hoa-2"),
        ("Tân Hoa", "tan-hoa-3"),
        ("Tan-Hoa", "tan-hoa"),
        ("hóa", "tan-hoa-2"),
    ],
)
def test_a_name_as_it_is_written(typed: str, means: str, form: Literal["NFC", "NFD"]) -> None:
    """Comes before those that a tone tells from it: composed or not, in both styles."""
    assert resolved(unicodedata.normalize(form, typed), ALIKE, message("unknown")) == means


@pytest.mark.parametrize("typed", ["tan hoa", "hoa", "Tân Hỏa"])
def test_a_name_without_its_tone(typed: str) -> None:
    """May be each of them."""
    with pytest.raises(Stop) as stop:
        resolved(typed, ALIKE, message("unknown"))
    assert stop.value.diagnostics[0].message.text == "`{typed}` may be several"


@pytest.mark.parametrize("typed", ["Tân Hòa", "Tân Hoà", "tan hoa"])
def test_wards_of_one_name(typed: str) -> None:
    """What is added to their names need not be typed, and the id of one does not make it plain."""
    names = {"tan-hoa": "Tân Hòa (tan-hoa)", "tan-hoa-2": "Tân Hoà (tan-hoa-2)"}
    with pytest.raises(Stop):
        resolved(typed, names, message("unknown"))
    assert resolved(names["tan-hoa"], names, message("unknown")) == "tan-hoa"


@pytest.mark.parametrize("typed", ["Tân Hòa", "tan hoa", "Tân Hoà"])
def test_an_id_is_no_better_than_anothers_name(typed: str) -> None:
    """Two wards that are both called so are asked about, whatever the ids they were given."""
    names = {"tan-hoa": "Xã Tân Hòa", "tan-hoa-2": "Phường Tân Hoà", "talk@tan-hoa": "talk@Tân Hòa"}
    with pytest.raises(Stop) as stop:
        resolved(typed, names, message("unknown"))
    assert stop.value.diagnostics[0].message.text == "`{typed}` may be several"
    assert resolved("tan-hoa", names, message("unknown")) == "tan-hoa"


@pytest.mark.parametrize("typed", ["xuan", "", "zzz", "  "])
def test_names_that_are_not_plain(typed: str) -> None:
    """Several, or none."""
    with pytest.raises(Stop):
        resolved(typed, WARDS, message("unknown"))


def offered(what: Any, incomplete: str = "") -> list[str]:
    """Return what Tab offers."""
    ctx = SimpleNamespace(find_root=lambda: SimpleNamespace(params={}))
    return [value for value, _ in what(ctx, [], incomplete)]


def test_completion(folder: Path) -> None:
    """Ids of the plan that is there; nothing where there is none, or where it is not understood."""
    assert offered(completion.ward_ids) == ["xuan-dinh", "xuan-tao"]
    assert offered(completion.ward_ids, "xuan-t") == ["xuan-tao"]
    assert offered(completion.ward_ids, "Xuân T") == ["xuan-tao"]
    assert offered(completion.ward_ids, "Xuân") == ["xuan-dinh", "xuan-tao"]
    assert offered(completion.ward_ids, "Xuẩn") == ["xuan-dinh", "xuan-tao"]
    assert offered(completion.person_ids, "Legal aid") == ["legal"]
    assert offered(completion.body_ids) == ["office"]
    assert offered(completion.person_ids) == ["legal"]
    assert offered(completion.event_ids) == ["talk@xuan-dinh", "talk@xuan-tao"]
    assert "md" in offered(completion.format_names)
    changed(folder, 'kind = "talk"', 'kind = "tlak"')
    assert offered(completion.ward_ids) == []
    (folder / "plan.toml").unlink()
    assert offered(completion.ward_ids) == []


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_progress_line(code: str) -> None:
    """Seconds, the best so far, the stage, the way out; never wider than a terminal."""
    now = iter([0.0, 12.4, 13.0, 14.0, 15.0])
    stream = io.StringIO()
    ticker = Ticker(language(code), stream, lambda: next(now))
    assert " 12 s · " in ticker.line()
    ticker.watch(Progress("proof", 4293.0, 4290.2))
    line = ticker.line()
    assert "(≥ 4,291)" in line.replace(".", ",")
    assert "Ctrl-C" in line
    ticker.stopping()
    assert "Ctrl-C" in ticker.line()
    assert len(line) < 80
    ticker.draw()
    ticker.clear()
    assert stream.getvalue().endswith("\r")


@pytest.mark.parametrize("typed", ["Xuân Đỉnh", "ward Xuân Đỉnh", "Ward xuan dinh"])
def test_a_ward_with_what_it_is_called_before_its_name(tmp_path: Path, typed: str) -> None:
    """What the plan calls wards may stand before a name."""
    from helpers.command_line import PLAN

    from campaign_cli.cli.shell.answers import ward_asked
    from campaign_cli.reading import read

    file = tmp_path / "plan.toml"
    file.write_text(PLAN, "utf-8")
    plan = read(file).plan
    assert plan is not None
    assert ward_asked(typed, plan) == "xuan-dinh"


def test_a_plan_that_notepad_has_named(campaign: Typed, folder: Path) -> None:
    """`plan.toml.txt` is what it calls it, and does not show the end of the name."""
    (folder / "plan.toml").rename(folder / "plan.toml.txt")
    for words in (("check",), ("--plan", "plan.toml", "check")):
        outcome = campaign(*words)
        assert outcome.code in {2, 5}
        assert "rename `plan.toml.txt` to `plan.toml`" in outcome.err
