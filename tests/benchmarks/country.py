"""A country to measure on: the month of action of all provinces, as a coordinator would write it.

One plan.toml with what all wards do, and a file a province with its wards, halls, people, things
and the activities that need them. The wards are those of the official list; people are roles.

    python -m benchmarks.country FOLDER [PROVINCES [SEED]]

34 provinces are 3,321 wards and communes with about 40,000 events, 10 about 12,000, one 1,200.
"""

import math
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

from campaign_cli.starting import provinces, wards_of_province
from campaign_cli.support.text import slug

START, END = date(2026, 11, 15), date(2026, 12, 15)
GROUP = 13
"""Wards that do sports together."""


def country(count: int = 34, seed: int = 1, wards: int | None = None) -> dict[str, str]:
    """Return the texts of a plan of `count` provinces by file; `wards`: so many of each alone.

    The provinces nearest to the mean in size come first, so that ten are ten times one.
    """
    sizes = {code: len(wards_of_province(code)) for code in provinces()}
    mean = sum(sizes.values()) / len(sizes)
    codes = sorted(sizes, key=lambda code: (abs(sizes[code] - mean), code))[:count]
    names = provinces()
    files = {
        f"provinces/{slug(names[code])}.toml": _Province(code, names[code], seed, wards).text()
        for code in sorted(codes)
    }
    return {"plan.toml": NATIONAL, **files}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a country's files and return its plan.toml."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "plan.toml"


NATIONAL = """\
include = ["provinces/*.toml"]

[campaign]
name = "Tháng hành động vì bình đẳng giới năm 2026"
organiser = "bo-noi-vu"
start = 2026-11-15
end = 2026-12-15
language = "vi"
country = "VN"
ward_term = "phường, xã"

[calendar]
closed = [
  { date = 2026-11-20, why = "Ngày Nhà giáo Việt Nam" },
  { from = 2026-12-07, to = 2026-12-08, kinds = ["meeting"], why = "Kỳ họp HĐND các cấp" },
  { date = 2026-12-02, sessions = ["afternoon"], why = "Giao ban toàn quốc" },
]

[[body]]
id = "bo-noi-vu"
name = "Bộ Nội vụ"
contact = { name = "Chuyên viên bình đẳng giới", phone = "024 0000 0001" }

[[venue]]
id = "trung-tam-hoi-nghi"
name = "Trung tâm Hội nghị"
owner = "bo-noi-vu"
capacity = 3_000

# Lễ phát động và lễ tổng kết trực tuyến: phường, xã cử đại biểu.
[[activity]]
id = "phat-dong"
kind = "ceremony"
title = "Lễ phát động toàn quốc"
owner = "bo-noi-vu"
wards = "together"
attendance = "delegates"
to = 2026-11-17
sessions = ["morning"]
venue = "trung-tam-hoi-nghi"
audience = 2_000
prefer = { on = 2026-11-16 }

[[activity]]
id = "treo-ap-phich"
kind = "posters"
lasts = 1
title = "Treo áp phích, băng rôn"
owner = "ward"
wards = "each"
to = 2026-11-27
sessions = ["morning", "afternoon"]
prefer = { on = 2026-11-17 }

[[activity]]
id = "tang-qua"
kind = "gifts"
title = "Tặng quà phụ nữ, trẻ em gái có hoàn cảnh khó khăn"
owner = "ward"
wards = "each"
from = 2026-11-18
sessions = ["morning", "afternoon"]
prefer = { on = 2026-12-02 }

[[activity]]
id = "to-roi"
kind = "posters"
lasts = 1
title = "Phát tờ rơi tại khu dân cư"
owner = "ward"
wards = "each"
to = 2026-12-02
sessions = ["morning", "afternoon"]
prefer = { on = 2026-11-18 }

[[activity]]
id = "tong-ket"
kind = "ceremony"
title = "Lễ tổng kết toàn quốc"
owner = "bo-noi-vu"
wards = "together"
attendance = "delegates"
from = 2026-12-14
sessions = ["morning"]
venue = "trung-tam-hoi-nghi"
audience = 2_000
prefer = { on = 2026-12-15 }
after = "all"
"""

BODY = """\
[[body]]
id = "{p}"
name = "Sở Nội vụ {name}"
contact = {{ name = "Chuyên viên bình đẳng giới", phone = "024 0000 0002" }}
"""

ACTIVITIES = """
[[activity]]
id = "{p}-toa-dam"
kind = "talk"
title = "Tọa đàm phòng, chống bạo lực gia đình"
owner = "{p}"
wards = {wards}
from = 2026-11-18
to = 2026-12-09
sessions = ["morning", "afternoon"]
audience = 120
uses = {{ {p}-bao-cao-vien = 1, {p}-loa-dai = 1 }}
after = [{{ activity = "treo-ap-phich", by = 2 }}]
prefer = {{ on = 2026-11-25, sessions = ["morning"] }}

[[activity]]
id = "{p}-tap-huan"
kind = "training"
title = "Tập huấn cộng tác viên"
owner = "{p}"
wards = {wards}
from = 2026-11-17
to = 2026-12-09
sessions = ["morning", "afternoon"]
lasts = 2
audience = 60
uses = {{ {p}-giang-vien = 1 }}

[[activity]]
id = "{p}-thi"
kind = "contest"
lasts = 1
title = "Hội thi tìm hiểu pháp luật"
owner = "{p}"
wards = {wards}
from = 2026-11-23
to = 2026-12-11
sessions = ["morning", "afternoon"]
times = 2
apart = 5
uses = {{ {p}-loa-dai = 1 }}
prefer = {{ on = [2026-11-25, 2026-12-07] }}

[[activity]]
id = "{p}-van-nghe"
kind = "arts"
title = "Đêm văn nghệ"
owner = "{p}"
wards = {{ choose = {arts}, of = {groups}, per_group = 6 }}
sessions = ["evening"]
to = 2026-12-13
days = ["fri", "sat", "sun"]
uses = {{ {p}-san-khau = 1, {p}-loa-dai = 1 }}
prefer = {{ on = 2026-12-05 }}

[[activity]]
id = "{p}-the-thao"
kind = "sports"
title = "Giải bóng chuyền nữ cụm"
owner = "{p}"
wards = {groups}
days = ["sat", "sun"]
to = 2026-12-13
sessions = ["morning", "afternoon"]
prefer = {{ on = 2026-11-28 }}

[[activity]]
id = "{p}-tham-hoi"
kind = "visit"
title = "Thăm hỏi gia đình nạn nhân"
owner = "{p}"
wards = {wards}
from = 2026-11-23
to = 2026-12-11
sessions = ["morning"]
uses = {{ {p}-xe = 1 }}
after = ["tang-qua"]

[[activity]]
id = "{p}-chieu-phim"
kind = "arts"
days = ["mon", "tue", "wed", "thu", "fri", "sat"]
title = "Chiếu phim lưu động"
owner = "{p}"
wards = {wards}
from = 2026-11-18
to = 2026-12-12
sessions = ["evening"]
uses = {{ {p}-may-chieu = 1 }}
prefer = {{ on = 2026-11-28 }}

[[activity]]
id = "{p}-hop-mat"
kind = "meeting"
title = "Họp mặt câu lạc bộ"
owner = "{p}"
wards = {wards}
from = 2026-11-30
to = 2026-12-12
sessions = ["morning", "afternoon"]
after = [{{ activity = "{p}-tap-huan", by = 3 }}]
prefer = {{ sessions = ["afternoon"] }}

[[activity]]
id = "{p}-tu-van"
kind = "talk"
title = "Tư vấn pháp lý miễn phí"
owner = "{p}"
wards = {wards}
from = 2026-11-23
to = 2026-12-12
sessions = ["afternoon"]
uses = {{ {p}-luat-su = 1 }}
after = ["{p}-toa-dam"]
prefer = {{ on = 2026-12-04 }}

[[activity]]
id = "{p}-trien-lam"
kind = "exhibition"
title = "Triển lãm lưu động"
owner = "{p}"
wards = {{ choose = {some}, of = {groups} }}
from = 2026-11-18
to = 2026-12-12
sessions = ["morning", "afternoon"]
lasts = {{ days = 3, sessions = 1 }}
prefer = {{ on = 2026-11-23 }}
"""


class _Province:
    """One province's file, drawn from its own seed: what others draw changes nothing here."""

    def __init__(self, code: str, name: str, seed: int, wards: int | None) -> None:
        self.name = name
        self.id = slug(name)
        self.random = Random(f"{seed}-{code}")  # noqa: S311 - the same plans every time
        known = wards_of_province(code)[:wards]
        self.wards = {f"{self.id}-{one.id}"[:60].strip("-"): one.name for one in known}

    def text(self) -> str:
        count = len(self.wards)
        ids = list(self.wards)
        groups = {
            f"{self.id}-cum-{1 + begin // GROUP}": ids[begin : begin + GROUP]
            for begin in range(0, count, GROUP)
        }
        parts = [
            BODY.format(p=self.id, name=self.name),
            *(
                f'[[group]]\nid = "{id_}"\nname = "Cụm {id_.rpartition("-")[2]} ({self.name})"\n'
                f"wards = {_listed(inside)}\n"
                for id_, inside in groups.items()
            ),
            *(self._ward(id_, name) for id_, name in self.wards.items()),
            *self._resources(count),
            ACTIVITIES.format(
                p=self.id,
                wards=_listed(ids),
                groups=_listed(groups),
                arts=math.ceil(count * 0.4),
                some=max(1, math.ceil(count / 4)),
            ).lstrip(),
        ]
        return "\n".join(parts)

    def _ward(self, id_: str, name: str) -> str:
        random = self.random
        closed = [f'{{ date = {self._day()}, why = "Họp HĐND" }}'] if random.random() < 0.7 else []
        if random.random() < 0.3:
            weekday = random.choice(("mon", "tue", "wed", "thu", "fri"))
            session = random.choice(("morning", "afternoon"))
            closed.append(f'{{ weekly = "{weekday}", sessions = ["{session}"] }}')
        lines = [
            "[[ward]]",
            f'id = "{id_}"',
            f'name = "{name}"',
            f"population = {random.randrange(8, 60)}_000",
            f"need = {random.randrange(3, 30)}",
            'contact = { name = "Cán bộ phụ nữ", phone = "024 0000 0003" }',
            f"closed = [{', '.join(closed)}]",
            "",
            "[[venue]]",
            f'id = "{id_}-nvh"',
            f'name = "Nhà văn hóa {name}"',
            f'ward = "{id_}"',
            "capacity = 150",
            f"closed = [{self._day()}]",
            "",
        ]
        if random.random() < 0.3:
            lines += [
                "[[venue]]",
                f'id = "{id_}-truong"',
                f'name = "Trường học {name}"',
                f'ward = "{id_}"',
                "capacity = 200",
                f"closed = [{self._day()}]",
                "",
            ]
        return "\n".join(lines)

    def _resources(self, count: int) -> Iterable[str]:
        for what, name, each, most in (
            ("bao-cao-vien", "Báo cáo viên", 9, 2),
            ("giang-vien", "Giảng viên", 9, 1),
            ("luat-su", "Luật sư", 8, 1),
        ):
            members = []
            for number in range(1, max(3, math.ceil(count / each)) + 1):
                closed = [str(self._day())]
                if self.random.random() < 0.5:
                    session = self.random.choice(("morning", "afternoon"))
                    closed.append(f'{{ date = {self._day()}, sessions = ["{session}"] }}')
                days = ["mon", "tue", "wed", "thu", "fri"]
                if self.random.random() < 0.2:
                    days.remove(self.random.choice(days))
                members.append(
                    f'  {{ id = "{self.id}-{what}-{number}", name = "{name} {number}", '
                    f'phone = "024 0000 0004", days = {_listed(days)}, '
                    f"closed = [{', '.join(closed)}] }},\n"
                )
            yield (
                f'[[resource]]\nid = "{self.id}-{what}"\nname = "{name}"\nmax_per_day = {most}\n'
                f"members = [\n{''.join(members)}]\n"
            )
        for what, name, quantity in (
            ("loa-dai", "Bộ loa đài", max(3, math.ceil(count / 8))),
            ("xe", "Xe đưa đón", max(2, math.ceil(count / 9))),
            ("may-chieu", "Bộ chiếu phim", max(2, math.ceil(count / 10))),
            ("san-khau", "Sân khấu lưu động", max(2, math.ceil(count / 20))),
        ):
            yield (
                f'[[resource]]\nid = "{self.id}-{what}"\nname = "{name}"\nquantity = {quantity}\n'
            )

    def _day(self) -> date:
        return START + timedelta(days=self.random.randrange(1, 30))


def _listed(names: Iterable[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"[{quoted}]"


def main() -> None:
    """Write a country where the command line says."""
    folder, *rest = sys.argv[1:]
    numbers = [int(one) for one in rest]
    sys.stdout.write(f"{write(Path(folder), country(*numbers))}\n")


if __name__ == "__main__":
    main()
