"""`--cluster` on the command line."""

from importlib.util import find_spec

import pytest
from helpers.command_line import Typed

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="Dask is not installed (campaign-cli[cluster])"
)


@needs_dask
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("command", ["schedule", "run"])
def test_a_cluster_that_is_not_there(campaign: Typed, command: str) -> None:
    """One sentence and a way out; nothing is kept, nothing on stdout."""
    done = campaign(command, "--cluster", "nowhere")
    assert (done.code, done.out) == (5, "")
    assert done.err.splitlines() == [
        "error[C101]: nobody answers at `nowhere`",
        "help: the address is the scheduler's, such as `tcp://10.0.0.1:8786`",
    ]
