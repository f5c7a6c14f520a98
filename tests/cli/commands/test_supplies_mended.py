"""What a repair of too few things costs, as README's table says: of supplies and of resources."""

import json
from pathlib import Path

import pytest
from helpers.command_line import Typed

from campaign_cli.model.repair import PRICES

PLAN = """
[campaign]
name = "Month"
start = 2022-11-14
end = 2022-11-18
language = "en"
[[ward]]
id = "a"
name = "A"
[[ward]]
id = "b"
name = "B"
"""

SUPPLY = """
[[supply]]
id = "set"
name = "Gift set"
quantity = 100
{more}
[[activity]]
id = "gift"
kind = "talk"
title = "Gifts"
supplies = {{ set = {each} }}
"""

THINGS = """
[[resource]]
id = "sound"
name = "Loudspeakers"
quantity = 1
[[activity]]
id = "fair"
kind = "talk"
title = "Fair"
from = 2022-11-14
to = 2022-11-14
sessions = ["morning"]
uses = { sound = 1 }
"""


@pytest.mark.parametrize(
    ("what", "key", "line", "steps", "word"),
    [
        (SUPPLY.format(each=51, more=""), "quantity = 100", "quantity = 105", 1, "supply"),
        (SUPPLY.format(each=60, more=""), "quantity = 100", "quantity = 120", 4, "supply"),
        (
            SUPPLY.format(each=10, more='share_by = "equal"\nat_least = 52'),
            "quantity = 100",
            "quantity = 124",
            5,
            "supply",
        ),
        (
            SUPPLY.format(each=75, more='share_by = "equal"'),
            "quantity = 100",
            "quantity = 150",
            10,
            "supply",
        ),
        (
            SUPPLY.format(each=75, more='share_by = "equal"\nat_least = 5'),
            "quantity = 100",
            "quantity = 160",
            12,
            "supply",
        ),
        (THINGS, "quantity = 1", "quantity = 2", 1, "quantity"),
    ],
    ids=["a twentieth", "several", "at least", "used up", "used up, and at least", "a thing"],
)
def test_a_price(
    campaign: Typed, folder: Path, what: str, key: str, line: str, steps: int, word: str
) -> None:
    """So many steps, each at its price; the line to write is enough, and works."""
    (folder / "plan.toml").write_text(PLAN + what, "utf-8")
    outcome = campaign("schedule", "--format", "json")
    assert outcome.code == 3
    found = {
        (edit["old"], edit["new"]): repair["price"]
        for repair in json.loads(outcome.out)["repairs"]
        for edit in repair["edits"]
    }
    assert found.get((key, line)) == steps * PRICES[word]
    (folder / "plan.toml").write_text(PLAN + what.replace(key, line), "utf-8")
    assert campaign("schedule").code == 0
