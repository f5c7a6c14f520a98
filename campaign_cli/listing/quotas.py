"""Quotas: how many each ward sends to an activity, or receives there."""

from dataclasses import replace

from campaign_cli.listing.due import names_by
from campaign_cli.model.checklist import Sending
from campaign_cli.model.plan import Plan, Quota
from campaign_cli.model.plan.demand import quota_shares
from campaign_cli.model.schedule import Schedule
from campaign_cli.support.apportion import TooFewError
from campaign_cli.support.language import language

NAMES = {
    "delegates": {"vi": "đại biểu", "en": "delegates"},
    "recipients": {"vi": "người nhận quà", "en": "recipients"},
    "trainees": {"vi": "học viên", "en": "trainees"},
    "people": {"vi": "người", "en": "people"},
    "women": {"vi": "nữ", "en": "women"},
    "men": {"vi": "nam", "en": "men"},
    "households": {"vi": "hộ", "en": "households"},
    "children": {"vi": "trẻ em", "en": "children"},
    "students": {"vi": "học sinh", "en": "students"},
    "teams": {"vi": "đội", "en": "teams"},
    "players": {"vi": "vận động viên", "en": "players"},
    "riders": {"vi": "người đi xe", "en": "riders"},
    "volunteers": {"vi": "tình nguyện viên", "en": "volunteers"},
    "vehicles": {"vi": "xe", "en": "vehicles"},
    "acts": {"vi": "tiết mục", "en": "acts"},
    "entries": {"vi": "bài dự thi", "en": "entries"},
    "works": {"vi": "tác phẩm", "en": "works"},
    "gifts": {"vi": "suất quà", "en": "gift sets"},
}
"""How a number of each is said: "15 đại biểu". Any other quota is called by its id."""


def sendings(plan: Plan, schedule: Schedule) -> dict[str, dict[str, tuple[Sending, ...]]]:
    """Return what each ward sends to each activity: each quota divided among the wards that have
    an event of it, chosen ones included. A date that a key task has is not said here again.
    """
    speech = language(plan.campaign.language)
    by_activity: dict[str, dict[str, tuple[Sending, ...]]] = {}
    for activity in plan.activities.values():
        taking_part = {
            ward
            for booking in schedule.bookings
            if booking.activity == activity.id
            for ward in booking.wards
        }
        wards = tuple(ward for ward in plan.wards if ward in taking_part)
        said = {names_by(activity, template) for template in activity.tasks if template.key}
        for quota in activity.quotas:
            name = speech.word(NAMES.get(quota.id, {"": quota.id.replace("-", " ")}))
            by_ward = by_activity.setdefault(activity.id, {})
            for ward, number in _shares(plan, quota, wards).items():
                if number:
                    send_by = None if quota.send_by in said else quota.send_by
                    sending = Sending(quota.id, name, number, send_by)
                    by_ward[ward] = (*by_ward.get(ward, ()), sending)
    return by_activity


def _shares(plan: Plan, quota: Quota, wards: tuple[str, ...]) -> dict[str, int]:
    """Return what each ward has; without the least that all must get, where that is too much."""
    try:
        return quota_shares(plan, quota, wards)
    except TooFewError:
        return quota_shares(plan, replace(quota, at_least=0), wards)
