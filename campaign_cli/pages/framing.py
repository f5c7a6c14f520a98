"""What all pages have around their sections: the version, the campaign, the foot."""

from collections.abc import Iterable

from campaign_cli.model.checklist import Office
from campaign_cli.pages.outline import Outline, Section
from campaign_cli.pages.phrases import Phrases
from campaign_cli.support.language import counted, message


def framed(
    say: Phrases,
    title: str,
    subject: str,
    facts: Iterable[tuple[str, str]],
    sections: Iterable[Section],
    others: int = 0,
) -> Outline:
    """Return the page of `sections`; `others` tasks stand on the full list alone."""
    foot = []
    if others:
        foot.append(
            say.speech.say(
                counted(
                    "{n} more task is in the full list",
                    "{n} more tasks are in the full list",
                    n=others,
                )
            )
        )
    foot.append(say.speech.say(message("plan {digest}", digest=say.stamp.version)))
    return Outline(
        title=title,
        subject=subject,
        version=say.version(),
        campaign=say.campaign(),
        facts=tuple(facts),
        sections=tuple(section for section in sections if section.shown),
        foot=tuple(foot),
    )


def contacts(say: Phrases, office: Office) -> list[tuple[str, str]]:
    """Return whom to call, and who stands in."""
    facts = [(say.text("Contact"), say.person(office.contact))]
    if office.deputy:
        facts.append((say.text("Deputy"), say.person(office.deputy)))
    return facts


def on_the_spot(say: Phrases, office: Office) -> str:
    """Return whom somebody who serves calls there."""
    call = say.person(office.contact) if office.contact else say.call(office)
    return say.speech.say(message("on the spot: {contact}", contact=call))
