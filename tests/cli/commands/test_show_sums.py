"""`show supplies` and `show budget`, as typed."""

import json
from pathlib import Path

from helpers.command_line import Typed, changed

SUPPLY = """
[[supply]]
id = "leaflet"
name = "Leaflet"
quantity = 300
pack = 50
waste = 0.05
unit_cost = 2
"""


def test_what_is_ordered(campaign: Typed) -> None:
    """Waste and packs are counted in; the rest is said."""
    changed(Path(), "audience = 80", f"audience = 80\nsupplies = {{ leaflet = 80 }}\n{SUPPLY}")
    outcome = campaign("show", "supplies")
    assert outcome.code == 0
    assert "  Leaflet     160      300   100          2   600\n" in outcome.out
    assert "Leaflet · packs of 50 · waste 5%" in outcome.out
    data = json.loads(campaign("show", "supplies", "--format", "json").out)
    (leaflet,) = data["supplies"]
    assert [leaflet[name] for name in ("need", "given", "over", "quantity", "cost")] == [
        *(160, 200, 100, 300, 600)
    ]
    assert [(one["ward"], one["amount"], one["packs"]) for one in leaflet["deliveries"]] == [
        ("xuan-dinh", 100, 2),
        ("xuan-tao", 100, 2),
    ]


def test_what_it_costs(campaign: Typed) -> None:
    """Three ways to one total."""
    changed(Path(), "audience = 80", f"audience = 80\ncost = 40\n{SUPPLY}\n[budget]\nlimit = 700")
    outcome = campaign("show", "budget")
    assert outcome.code == 0
    assert "Planned  680 VND\nLimit    700 VND\nLeft     20 VND\n" in outcome.out
    assert "  Supplies left over               600    600\n" in outcome.out
    data = json.loads(campaign("show", "budget", "--format", "json").out)
    assert (data["total"], data["left"], data["over"]) == (680, 20, 600)
    assert sum(one["total"] for one in data["wards"]) == 80
    assert sum(one["planned"] for one in data["sources"]) == 680


def test_nothing_to_order(campaign: Typed) -> None:
    """Is said."""
    outcome = campaign("show", "supplies")
    assert outcome.code == 0
    assert "ALL SUPPLIES\n  none\n" in outcome.out
    assert "Planned  0 VND" in campaign("show", "budget").out
