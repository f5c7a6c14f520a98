"""How even a schedule is, what is tight in it, and what would break it: each solved for."""

from typing import TYPE_CHECKING

from campaign_cli.app.long_work import worked
from campaign_cli.app.scheduling import Made, Wish
from campaign_cli.scheduling import Progress

if TYPE_CHECKING:
    from campaign_cli.scheduling.limits import Patience
    from campaign_cli.scheduling.questions.bottlenecks import Saving
    from campaign_cli.scheduling.questions.certificates import Certificate
    from campaign_cli.scheduling.questions.rescues import Fragility


def fairness(made: Made, wish: Wish) -> "tuple[Certificate, ...]":
    """Return how evenly the month treats wards and people, and how evenly any could.

    Raises:
        Interrupted: asked twice to stop.
    """
    from campaign_cli.model.schedule.fairness import yardsticks
    from campaign_cli.scheduling.questions.fairness_bounds import Bests

    def search(patience: "Patience") -> "tuple[Certificate, ...]":
        asked = tuple(yardsticks(made.plan))
        bests = Bests(made.plan, made.solved.bookings)
        found = []
        for place, yardstick in enumerate(asked):
            wish.watch(Progress("measures", done=place, of=len(asked)))
            # What is settled takes no time; the rest of it goes to those that follow.
            share = patience.share(1 / (len(asked) - place))
            found.append(bests.certificate(yardstick, share))
        return tuple(found)

    return worked(search, wish)


def tight(made: Made, wish: Wish) -> "tuple[Saving, ...]":
    """Return what one more of each thing, person and room would save, the most first.

    Raises:
        Interrupted: asked twice to stop.
    """
    from campaign_cli.scheduling.questions.bottlenecks import savings

    return worked(lambda patience: savings(made.plan, made.solved, patience, wish.watch), wish)


def fragile(made: Made, wish: Wish) -> "tuple[Fragility, ...]":
    """Return what breaks if someone or something drops out on its busiest day, the worst first.

    Raises:
        Interrupted: asked twice to stop.
    """
    from campaign_cli.scheduling.questions.rescues import fragilities

    return worked(lambda patience: fragilities(made.plan, made.solved, patience, wish.watch), wish)
