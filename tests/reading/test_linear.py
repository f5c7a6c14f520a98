"""Large plans are read in time that grows with them."""

import time
from pathlib import Path

import pytest
from helpers.written import HEAD, TALK, reading_of


def large(activities: int) -> str:
    """Return a plan of thirteen wards and many activities, each after the one before."""
    wards = "".join(
        f'[[ward]]\nid = "w{at}"\nname = "W {at}"\nneed = {at}\n'
        f'contact = {{ name = "A", phone = "024 0000 0001" }}\n'
        f'hall = {{ name = "Hội trường", capacity = 200 }}\n'
        for at in range(13)
    )
    lines = "".join(
        f'[[activity]]\nid = "a{at}"\nkind = "talk"\ntitle = "T {at}"\nwards = ["w{at % 13}"]\n'
        f"uses = {{ speakers = 1 }}\nsupplies = {{ leaflet = 1 }}\naudience = 100\ncost = 1\n"
        f'after = ["a{max(0, at - 1)}"]\n'.replace('after = ["a0"]\n', "")
        for at in range(activities)
    )
    pools = '[[resource]]\nid = "speakers"\nname = "S"\nquantity = 3\n'
    pools += '[[supply]]\nid = "leaflet"\nname = "L"\nquantity = 100_000\n'
    return HEAD + pools + wards + lines


def seconds(folder: Path, text: str) -> float:
    """Return the least processor time of three readings."""
    taken = []
    for _ in range(3):
        before = time.process_time()
        assert reading_of(folder, text).diagnostics == ()
        taken.append(time.process_time() - before)
    return min(taken)


@pytest.mark.benchmark
def test_ten_times_the_activities(tmp_path: Path) -> None:
    """10,000 activities take at most 12 times as long as 1,000."""
    reading_of(tmp_path, large(10))
    assert seconds(tmp_path, large(10_000)) <= 12 * seconds(tmp_path, large(1_000))


def test_a_plan_that_is_wrong_all_over(tmp_path: Path) -> None:
    """Suggestions for thousands of names take no longer than reading them."""
    reading_of(tmp_path, HEAD)
    text = large(2_000)
    good = seconds(tmp_path, text)
    before = time.process_time()
    found = reading_of(tmp_path, text.replace('after = ["a', 'after = ["b')).diagnostics
    assert len(found) > 1_900
    # Positions are looked up besides, and each problem is made.
    assert time.process_time() - before < 20 * good + 2


def test_keys_that_are_unknown(tmp_path: Path) -> None:
    """Each of thousands gets its help, in time that grows with them."""

    def taken(many: int) -> float:
        keys = "".join(f"khoa{at} = 1\n" for at in range(many))
        before = time.process_time()
        found = reading_of(tmp_path, f"{HEAD}{keys}{TALK}{keys}").diagnostics
        after = time.process_time()
        assert sum(one.code == "P110" for one in found) == 2 * many
        return after - before

    taken(10)
    assert taken(1_500) < 16 * taken(150)
