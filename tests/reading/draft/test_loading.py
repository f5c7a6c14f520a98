"""Encodings, line ends, included files and wards' own files."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest
from helpers.written import HEAD, TALK, WARDS, codes, plan_of, reading_of

from campaign_cli.reading import read

PLAN = HEAD + WARDS + TALK
OWN = """\
ward = "tay-tuu"

[[venue]]
id = "yard"
name = "Sân vận động"
capacity = 300

[[activity]]
id = "talk"
kind = "talk"
title = "Nói chuyện ở làng hoa"
venue = "yard"

[[activity]]
id = "flowers"
kind = "contest"
title = "Thi cắm hoa"
after = ["talk"]
venue = "hall"
"""


@pytest.mark.parametrize(
    "content",
    [
        PLAN.encode(),
        b"\xef\xbb\xbf" + PLAN.encode(),
        PLAN.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", PLAN).encode(),
    ],
    ids=["utf-8", "byte-order mark", "windows line ends", "decomposed"],
)
def test_texts_that_are_the_same(tmp_path: Path, content: bytes) -> None:
    """However an editor saves it, the plan is the same, in composed letters."""
    plan = plan_of(tmp_path, content)
    assert plan.wards["xuan-dinh"].name == unicodedata.normalize("NFC", "Xuân Đỉnh")
    assert plan.campaign.name == unicodedata.normalize("NFC", "Tháng hành động")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_recognised(tmp_path: Path, encoding: str) -> None:
    """Whoever saved it in PowerShell is told how to save it again."""
    (problem,) = reading_of(tmp_path, PLAN.encode(encoding)).diagnostics
    assert problem.code == "P102"
    assert problem.help is not None


@pytest.mark.parametrize(
    ("content", "line", "column"), [(b"a\n\xc3\xa1b\xff", 2, 3), (b"\xef\xbb\xbfab\xff", 1, 3)]
)
def test_a_byte_that_is_no_utf_8(tmp_path: Path, content: bytes, line: int, column: int) -> None:
    """The byte's place is counted in characters."""
    (problem,) = reading_of(tmp_path, content).diagnostics
    assert problem.code == "P101"
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (line, column)


@pytest.mark.parametrize("content", [b"", b"\n", b"\0", b"\0" * 9, b"\xff", b"=", b"[", b"a.b.c"])
def test_next_to_nothing(tmp_path: Path, content: bytes) -> None:
    """A file of a few bytes is no plan, and no bug either."""
    reading = reading_of(tmp_path, content)
    assert reading.plan is None
    assert reading.diagnostics


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder and an impossible name are one diagnostic each."""
    for file in (tmp_path / "none.toml", tmp_path, tmp_path / "a\0b", tmp_path / ("a" * 999)):
        reading = read(file)
        assert reading.plan is None
        assert codes(reading) == ["P100"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """So is a file of somebody else's."""
    file = tmp_path / "plan.toml"
    file.write_text(PLAN)
    file.chmod(0)
    assert codes(read(file)) == ["P100"]


def test_included_files_join_the_plan(tmp_path: Path) -> None:
    """Lists of several files are one list, in the order they are included."""
    plan = plan_of(
        tmp_path,
        'include = ["wards.toml", "more/*.toml"]\n' + HEAD,
        **{
            "wards.toml": WARDS,
            "more/b.toml": TALK.replace('"talk"', '"b"', 1).replace('"b"\nkind', '"b"\nkind'),
            "more/a.toml": TALK,
        },
    )
    assert list(plan.activities) == ["talk", "b"]
    assert len(plan.wards) == 3


def test_a_problem_of_an_included_file_is_in_that_file(tmp_path: Path) -> None:
    """The place of a diagnostic names the file from the plan's folder."""
    reading = reading_of(
        tmp_path, 'include = ["more/*.toml"]\n' + HEAD, **{"more/wards.toml": WARDS + "x = 1\n"}
    )
    (problem,) = reading.diagnostics
    assert problem.span is not None
    assert problem.span.file == "more/wards.toml"
    assert reading.sources.locate(("ward", "tay-tuu", "name")) is not None


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """Two files may include the same third one, and a pattern the file it stands in."""
    plan_of(
        tmp_path,
        'include = ["*.toml", "a.toml"]\n' + HEAD,
        **{"a.toml": 'include = ["wards.toml"]\n', "wards.toml": WARDS},
    )


@pytest.mark.parametrize("pattern", ["../x.toml", "/etc/passwd", "~/x.toml", "C:\\x", "a/../../b"])
def test_no_include_leads_out_of_the_folder(tmp_path: Path, pattern: str) -> None:
    """A plan is its folder: nothing else is read."""
    reading = reading_of(tmp_path, f"include = ['{pattern}']\n" + PLAN)
    assert codes(reading) == ["P105"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    """Neither by a link."""
    (tmp_path / "outside.toml").write_text(WARDS)
    folder = tmp_path / "campaign"
    folder.mkdir()
    (folder / "wards.toml").symlink_to(tmp_path / "outside.toml")
    assert codes(reading_of(folder, 'include = ["wards.toml"]\n' + HEAD)) == ["P105"]
    (folder / "all").symlink_to(tmp_path)
    assert codes(reading_of(folder, 'include = ["all/*.toml"]\n' + HEAD)) == ["P105"]


@pytest.mark.parametrize("pattern", ["", "a**", "**", "[", "\\u0000", "wards"])
def test_odd_patterns(tmp_path: Path, pattern: str) -> None:
    """A pattern that finds nothing, or is none, is a diagnostic."""
    (tmp_path / "wards").mkdir()
    reading = reading_of(tmp_path, f'include = ["{pattern}"]\n' + PLAN)
    assert all(code in {"P100", "P105", "P106", "P307", "P504"} for code in codes(reading))


def test_an_unreadable_include_hides_nothing_else(tmp_path: Path) -> None:
    """What a broken file would have named is not called unknown."""
    reading = reading_of(
        tmp_path,
        'include = ["wards.toml"]\n' + HEAD + TALK + 'wards = ["tay-tuu"]\nowned = 1\n',
        **{"wards.toml": "[[ward]\n"},
    )
    assert sorted(codes(reading)) == ["P103", "P110"]


def test_a_wards_own_file(tmp_path: Path) -> None:
    """Its ids begin with the ward's, its names mean its own things first."""
    plan = plan_of(
        tmp_path,
        'include = ["wards/*.toml"]\n' + PLAN,
        **{"wards/tay-tuu.toml": 'hall = { name = "Đình", capacity = 90 }\n' + OWN},
    )
    talk, flowers = plan.activities["tay-tuu-talk"], plan.activities["tay-tuu-flowers"]
    assert talk.targets.members == ("tay-tuu",)
    assert talk.own_ward == "tay-tuu"
    assert talk.owner == "ward"
    assert talk.venue == "tay-tuu-yard"
    assert plan.venues["tay-tuu-yard"].ward == "tay-tuu"
    assert [one.activity for one in flowers.after] == ["tay-tuu-talk"]
    assert flowers.venue == "tay-tuu-hall"
    assert plan.venues["tay-tuu-hall"].name == "Đình"


def test_a_ward_in_its_own_file_alone(tmp_path: Path) -> None:
    """A ward may be described in its own file and nowhere else."""
    reading = reading_of(
        tmp_path,
        'include = ["wards/*.toml"]\n' + PLAN,
        **{
            "wards/minh-khai.toml": 'ward = "minh-khai"\nname = "Minh Khai"\n'
            'group = "phia-tay"\nclosed = [2022-11-30]\n'
            'contact = { name = "Công chức VH-XH phường", phone = "024 0000 0104" }\n'
        },
    )
    assert reading.plan is not None
    assert reading.plan.wards["minh-khai"].closings
    assert reading.plan.groups["phia-tay"].wards == ("minh-khai",)
    span = reading.sources.locate(("ward", "minh-khai", "closed"))
    assert span is not None
    assert (span.file, span.line) == ("wards/minh-khai.toml", 4)


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    """A change of any file, or of its name, is a change of the plan."""
    include = 'include = ["more/*.toml"]\n' + HEAD
    one = plan_of(tmp_path / "1", include, **{"more/a.toml": WARDS})
    same = plan_of(tmp_path / "2", include, **{"more/a.toml": WARDS})
    renamed = plan_of(tmp_path / "3", include, **{"more/b.toml": WARDS})
    changed = plan_of(tmp_path / "4", include, **{"more/a.toml": WARDS + "# \n"})
    assert one.digest == same.digest
    assert len({one.digest, renamed.digest, changed.digest}) == 3
