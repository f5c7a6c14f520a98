"""`campaign check`: exit code, stdout and stderr together."""

import json
from pathlib import Path

import pytest
from helpers.command_line import Typed, changed


def test_a_good_plan(campaign: Typed) -> None:
    """It says what the plan holds, and what can be done next."""
    outcome = campaign("check")
    assert outcome.code == 0
    assert outcome.out == "plan.toml is fine: 1 activity, 2 events, 2 wards\n"
    assert outcome.err == "next: campaign run\n"


def test_a_good_plan_in_vietnamese(campaign: Typed) -> None:
    """The language may be named after the command."""
    outcome = campaign("check", "--lang", "vi")
    assert (outcome.code, outcome.err) == (0, "tiếp theo: campaign run\n")


def test_a_plan_that_is_not_understood(campaign: Typed, folder: Path) -> None:
    """The source, a caret, and a way out; exit code 1."""
    changed(folder, 'owner = "office"', 'owner = "office"\nwithin = "lunch"')
    outcome = campaign("check")
    assert outcome.code == 1
    assert "plan.toml:" in outcome.out
    assert "within = " in outcome.out
    assert "^" in outcome.out
    assert outcome.err.startswith("plan.toml: ")


def test_a_plan_that_cannot_hold(campaign: Typed, folder: Path) -> None:
    """Understood, and impossible on sight: exit code 3."""
    changed(folder, "audience = 80", "audience = 800")
    outcome = campaign("check")
    assert outcome.code == 3
    assert "800" in outcome.out


def test_concise(campaign: Typed, folder: Path) -> None:
    """A line each, as editors read it."""
    changed(folder, 'kind = "talk"', 'kind = "tlak"')
    outcome = campaign("check", "--format", "concise")
    assert outcome.code == 1
    assert outcome.err == ""
    place, _, rest = outcome.out.strip().partition(": ")
    assert place.startswith("plan.toml:")
    assert rest[0].isupper()
    assert "`tlak`" in rest
    assert "\n" not in rest


def test_json(campaign: Typed, folder: Path) -> None:
    """A list of objects with the fields that other programs rely on."""
    changed(folder, 'kind = "talk"', 'kind = "tlak"')
    outcome = campaign("check", "--format", "json")
    assert outcome.code == 1
    (problem,) = json.loads(outcome.out)
    assert list(problem) == [
        *("code", "severity", "message", "path", "file", "line", "column", "end_column"),
        *("help", "notes"),
    ]
    assert problem["severity"] == "error"
    assert problem["path"].startswith("activity.talk")


def test_json_of_a_good_plan(campaign: Typed) -> None:
    """An empty list, and nothing else."""
    outcome = campaign("check", "--format", "json")
    assert (outcome.code, json.loads(outcome.out), outcome.err) == (0, [], "")


def test_the_plan_by_folder_by_file_and_from_below(campaign: Typed, folder: Path) -> None:
    """As an argument, an option before or after the command, and in a folder above."""
    import os

    below = folder / "a" / "b"
    below.mkdir(parents=True)
    assert campaign("check", str(folder)).code == 0
    assert campaign("check", "plan.toml").code == 0
    assert campaign("-p", str(folder), "check").code == 0
    assert campaign("check", f"--plan={folder}").code == 0
    os.chdir(below)
    assert campaign("check").code == 0


def test_no_plan_anywhere(campaign: Typed, folder: Path) -> None:
    """Wrong usage, with the way to begin."""
    (folder / "plan.toml").unlink()
    outcome = campaign("check")
    assert (outcome.code, outcome.out) == (2, "")
    assert "campaign new" in outcome.err


def test_a_plan_misspelt(campaign: Typed) -> None:
    """What cannot be read is exit code 5; the file beside it is suggested."""
    outcome = campaign("check", "plam.toml")
    assert outcome.code == 5
    assert "did you mean `plan.toml`?" in outcome.err


def test_a_schedule_from_elsewhere(campaign: Typed, folder: Path) -> None:
    """It is held against every rule of the plan."""
    campaign("schedule")
    document = json.loads(campaign("schedule", "--format", "json").out)
    month = folder / "month.json"
    month.write_text(json.dumps(document), encoding="utf-8")
    fine = campaign("check", "--schedule", "month.json")
    assert (fine.code, fine.out) == (0, "month.json keeps every rule of the plan: 2 events\n")
    first, second = document["events"]
    for name in ("date", "dates", "session", "start", "end"):
        second[name] = first[name]
    month.write_text(json.dumps(document), encoding="utf-8")
    broken = campaign("check", "--schedule", "month.json", "--format", "concise")
    assert broken.code == 3
    assert "Legal aid speaker" in broken.out or "legal" in broken.out


def test_a_schedule_that_is_none(campaign: Typed, folder: Path) -> None:
    """Not JSON, no schedule, not there."""
    month = folder / "month.json"
    month.write_text("[", encoding="utf-8")
    assert "is not JSON" in campaign("check", "--schedule", "month.json").out
    month.write_text("{}", encoding="utf-8")
    outcome = campaign("check", "--schedule", "month.json")
    assert outcome.code == 1
    assert "month.json" in outcome.out
    assert campaign("check", "--schedule", "gone.json").code == 5


def test_schema(campaign: Typed) -> None:
    """JSON Schema, for editors."""
    outcome = campaign("schema")
    assert outcome.code == 0
    assert json.loads(outcome.out)["type"] == "object"


def test_a_plan_that_may_not_be_read(campaign: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read is exit code 5, from every command."""

    def refused(file: Path, *_: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr("campaign_cli.reading.draft.loading.content_of", refused)
    assert campaign("check").code == 5
    assert campaign("schedule").code == 5


@pytest.mark.parametrize(
    ("language", "term", "lines"),
    [
        ("vi", "tổ dân phố", ("3 tổ dân phố chưa có số điện thoại", "1 cuộc, 3 tổ dân phố")),
        ("en", "branch", ("3 branches have no phone number", "1 event, 3 branches")),
    ],
)
def test_wards_are_called_what_the_plan_calls_them(
    campaign: Typed, tmp_path: Path, language: str, term: str, lines: tuple[str, ...]
) -> None:
    """In every form, and where the plan is not understood, too."""
    plan = tmp_path / "branches.toml"
    wards = "".join(f'[[ward]]\nid = "w{number}"\nname = "{number}"\n' for number in "123")
    plan.write_text(
        f'[campaign]\nname = "M"\nstart = 2027-11-01\nend = 2027-11-18\nlanguage = "{language}"\n'
        f'ward_term = "{term}"\norganiser = "O"\n{wards}'
        '[[activity]]\nid = "talk"\nkind = "talk"\ntitle = "T"\nwards = "together"\n',
        encoding="utf-8",
    )
    outcome = campaign("--lang", language, "check", str(plan))
    for line in lines:
        assert line in outcome.out
    for form in ("concise", "json"):
        assert lines[0] in campaign("--lang", language, "check", str(plan), "--format", form).out
    broken = plan.read_text(encoding="utf-8").replace(
        '"together"', '"together"\nquota.x = { of = 1, by = "z" }'
    )
    plan.write_text(broken, encoding="utf-8")
    said = campaign("--lang", language, "check", str(plan), "--format", "concise").out
    assert {"vi": "không tổ dân phố nào", "en": "no branch"}[language] in said


def test_wards_of_several_words_are_counted_apart(campaign: Typed, tmp_path: Path) -> None:
    """As many of each as the plan has."""
    plan = tmp_path / "mixed.toml"
    wards = "".join(
        f'[[ward]]\nid = "w{number}"\nname = "{name}"\ncontact = {{ name = "X", phone = "1" }}\n'
        for number, name in enumerate(("Phường Một", "Xã Hai", "Xã Ba"))
    )
    plan.write_text(
        '[campaign]\nname = "M"\nstart = 2027-11-01\nend = 2027-11-18\norganiser = "O"\n'
        f'{wards}[[activity]]\nid = "talk"\nkind = "talk"\ntitle = "T"\n',
        encoding="utf-8",
    )
    assert "3 cuộc, 1 phường, 2 xã\n" in campaign("--lang", "vi", "check", str(plan)).out
