"""Two campaigns that meet in one folder: neither takes the other's journal, nor its files."""

import shutil
from pathlib import Path

from helpers.command_line import PLAN, Typed, changed


def test_two_plans_of_one_folder(campaign: Typed, folder: Path) -> None:
    """What is in force of one stays so, whatever is made of the other."""
    other = PLAN.replace("Month of action", "Another month").replace("2022-11-14", "2022-11-16")
    (folder / "plan.txt").write_text(other, encoding="utf-8")
    assert campaign("schedule").code == 0
    assert campaign("publish", "--number", "1", "--date", "2022-11-02").code == 0
    assert campaign("schedule", "plan.txt").code == 0
    assert "revision 1 (in force)" in campaign("show", "month").out
    assert "draft" in campaign("--plan", "plan.txt", "show", "month").out


def test_another_campaigns_folder_is_refused(campaign: Typed, folder: Path) -> None:
    """Both are named, `--force` changes nothing, and what is there stays."""
    assert campaign("export", "md").code == 0
    before = {file: file.read_bytes() for file in (folder / "export").rglob("*") if file.is_file()}
    (folder / "next.toml").write_text(PLAN.replace("Month of", "Year of"), encoding="utf-8")
    for words in ((), ("--force",)):
        refused = campaign("--plan", "next.toml", "export", "md", *words)
        assert refused.code == 5
        assert "error[F307]" in refused.err
        assert "`Month of action`" in refused.err
        assert "`Year of action`" in refused.err
    assert before == {
        file: file.read_bytes() for file in (folder / "export").rglob("*") if file.is_file()
    }
    assert campaign("--plan", "next.toml", "export", "md", "-o", "next").code == 0
    shutil.rmtree(folder / "export" / "wards")
    for file in (folder / "export").glob("*.*"):
        if not file.name.startswith("."):
            file.unlink()
    assert campaign("--plan", "next.toml", "export", "md").code == 0


def test_another_district_with_the_same_month(campaign: Typed, folder: Path) -> None:
    """One name and the same days do not make one campaign of two plans that both stand."""
    assert campaign("export", "md").code == 0
    (folder / "other.toml").write_text(PLAN, encoding="utf-8")
    refused = campaign("--plan", "other.toml", "export", "md")
    assert refused.code == 5
    assert "`Month of action (2022-11-14 – 2022-12-11, ../plan.toml)`" in " ".join(
        refused.err.split()
    )
    (folder / "plan.toml").unlink()
    assert campaign("--plan", "other.toml", "export", "md").code == 0


def test_the_same_campaign_goes_on(campaign: Typed, folder: Path) -> None:
    """With its name corrected, its plan renamed, or its folder copied."""
    assert campaign("export", "md").code == 0
    changed(folder, "Month of action", "Month of action 2022")
    assert campaign("export", "md").code == 0
    (folder / "plan.toml").rename(folder / "may.toml")
    assert campaign("--plan", "may.toml", "export", "md").code == 0
    (folder / "copy").mkdir()
    shutil.copytree(folder / "export", folder / "copy" / "export")
    shutil.copy(folder / "may.toml", folder / "copy")
    changed_copy = folder / "copy" / "may.toml"
    text = changed_copy.read_text(encoding="utf-8").replace("Month of", "The month of")
    changed_copy.write_text(text, encoding="utf-8")
    assert campaign("--plan", "copy/may.toml", "export", "md").code == 0


def test_a_next_year_of_the_same_name(campaign: Typed, folder: Path) -> None:
    """Their days tell them apart."""
    assert campaign("export", "md").code == 0
    later = PLAN.replace("= 2022-", "= 2023-")
    (folder / "next.toml").write_text(later, encoding="utf-8")
    refused = campaign("--plan", "next.toml", "export", "md")
    assert refused.code == 5
    assert "(2022-11-14 – 2022-12-11, " in refused.err
