"""Draft → Plan: every default filled in. Only for drafts in which nothing is wrong."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time

from campaign_cli.model import plan as model
from campaign_cli.model.plan import demand
from campaign_cli.model.plan.kind import TaskTemplate
from campaign_cli.model.plan.wording import USUAL_TERMS
from campaign_cli.reading.building.activities import activities
from campaign_cli.reading.building.currencies import currency_of
from campaign_cli.reading.building.holidays import public_holidays
from campaign_cli.reading.draft import Draft
from campaign_cli.reading.draft.assembly import ward_names
from campaign_cli.reading.files.sources import digest
from campaign_cli.reading.format import tables as fmt
from campaign_cli.reading.format.kinds import indicator_names, weekdays, words

_SESSIONS = (
    ("morning", {"vi": "Sáng", "en": "Morning"}, "08:00", "11:30"),
    ("afternoon", {"vi": "Chiều", "en": "Afternoon"}, "13:30", "17:00"),
    ("evening", {"vi": "Tối", "en": "Evening"}, "19:00", "21:30"),
)


def built(draft: Draft) -> model.Plan:
    """Return the plan of a draft."""
    assert draft.campaign is not None
    campaign = _campaign(draft.campaign.value)
    calendar = _calendar(draft, campaign)
    own = {id_: words(item.value) for id_, item in draft.indicators.items()}
    names = ward_names(draft)
    plan = model.Plan(
        campaign=campaign,
        document=_document(draft),
        calendar=calendar,
        budget=_budget(draft, campaign),
        bodies={id_: _body(item.value) for id_, item in draft.bodies.items()},
        groups={
            id_: model.Group(id_, item.value.name or id_, draft.group_wards[id_])
            for id_, item in draft.groups.items()
        },
        wards={id_: _ward(item.value, names[id_]) for id_, item in draft.wards.items()},
        venues={id_: _venue(id_, item.value, item.ward) for id_, item in draft.venues.items()},
        resources={id_: _resource(item.value) for id_, item in draft.resources.items()},
        supplies={id_: _supply(item.value) for id_, item in draft.supplies.items()},
        activities=activities(draft, campaign, calendar),
        tasks=tuple(
            TaskTemplate(
                id=task.id,
                title=words(task.title),
                who=task.who,
                date=task.on,
                need=words(task.need) if task.need else None,
                key=task.key,
                law=task.law,
            )
            for task in (item.value for item in draft.tasks.values())
        ),
        weights={
            name: draft.preferences[name].value if name in draft.preferences else weight
            for name, weight in model.PREFERENCES.items()
        },
        indicators={**indicator_names(), **own},
        digest=digest(draft.sources),
    )
    return _with_needs(plan)


def _with_needs(plan: model.Plan) -> model.Plan:
    """Return the plan with the quantities that follow from `per`, and from what events use."""
    needed = {
        id_: replace(
            supply,
            quantity=sum(demand.supply_shares(plan, supply).values())
            + demand.in_packs(supply, demand.fixed_use(plan, supply)),
        )
        for id_, supply in plan.supplies.items()
        if supply.per
    }
    return replace(plan, supplies={**plan.supplies, **needed}) if needed else plan


def _campaign(campaign: fmt.Campaign) -> model.Campaign:
    return model.Campaign(
        name=campaign.name,
        theme=campaign.theme,
        organiser=campaign.organiser,
        start=campaign.start,
        end=campaign.end,
        prepare_from=campaign.prepare_from or campaign.start,
        wind_up=campaign.wind_up or campaign.end,
        language=campaign.language,
        country=campaign.country or "",
        timezone=campaign.timezone,
        ward_term=campaign.ward_term or USUAL_TERMS[campaign.language],
    )


def _document(draft: Draft) -> model.Document:
    document = draft.document.value if draft.document else fmt.Document()
    return model.Document(
        parent=document.parent,
        number=document.number,
        place=document.place,
        date=document.date,
        basis=tuple(document.basis),
        authority=document.signed.authority,
        title=document.signed.title,
        name=document.signed.name,
        to=tuple(document.to),
    )


def _calendar(draft: Draft, campaign: model.Campaign) -> model.Calendar:
    calendar = draft.calendar.value if draft.calendar else fmt.Calendar()
    return model.Calendar(
        workdays=weekdays(calendar.workdays) or frozenset(),
        opened=frozenset(calendar.open),
        closings=closings(calendar.closed),
        holidays=public_holidays(campaign),
        sessions=sessions(calendar),
    )


def sessions(calendar: fmt.Calendar) -> tuple[model.Session, ...]:
    """Return the sessions of a day, the usual three where the calendar has none."""
    if not calendar.session:
        return tuple(
            model.Session(id_, name, time.fromisoformat(start), time.fromisoformat(end))
            for id_, name, start, end in _SESSIONS
        )
    usual = {id_: name for id_, name, _, _ in _SESSIONS}
    return tuple(
        model.Session(
            one.id,
            words(one.name) if one.name else usual.get(one.id, words(one.id)),
            one.start,
            one.end,
        )
        for one in calendar.session
    )


def closings(forms: "Iterable[date | fmt.ClosingTable]") -> tuple[model.Closing, ...]:
    """Return closings from either of their forms."""
    return tuple(
        model.Closing(
            first=form.date or form.from_,
            last=form.date or form.to,
            weekdays=weekdays([form.weekly] if isinstance(form.weekly, str) else form.weekly)
            or frozenset(),
            sessions=frozenset(form.sessions or ()),
            kinds=frozenset(form.kinds or ()),
            why=form.why,
        )
        if isinstance(form, fmt.ClosingTable)
        else model.Closing(first=form, last=form)
        for form in forms
    )


def _budget(draft: Draft, campaign: model.Campaign) -> model.Budget:
    budget = draft.budget.value if draft.budget else fmt.Budget()
    return model.Budget(
        budget.currency or currency_of(campaign.country),
        budget.limit,
        {one.id: model.Source(one.id, one.name or one.id, one.amount) for one in budget.source},
    )


def _person(person: fmt.Person | None) -> model.Person | None:
    if person is None:
        return None
    return model.Person(person.name, person.phone, person.title, person.email)


def _body(body: fmt.Body) -> model.Body:
    return model.Body(
        id=body.id,
        name=body.name,
        short=body.short or body.name,
        contact=_person(body.contact),
        deputy=_person(body.deputy),
    )


def _ward(ward: fmt.Ward, name: str) -> model.Ward:
    return model.Ward(
        id=ward.id,
        name=name,
        term=ward.term or "",
        population=ward.population,
        need=ward.need,
        counts=dict(ward.counts),
        contact=_person(ward.contact),
        deputy=_person(ward.deputy),
        closings=closings(ward.closed),
    )


def _venue(id_: str, venue: fmt.Venue, own_ward: str | None) -> model.Venue:
    return model.Venue(
        id=id_,
        name=venue.name,
        ward=venue.ward or own_ward,
        owner=venue.owner,
        address=venue.address,
        capacity=venue.capacity,
        closings=closings(venue.closed),
    )


def _resource(resource: fmt.Resource) -> model.Resource:
    members = {
        one.id: model.Member(
            id=one.id,
            name=one.name,
            phone=one.phone,
            days=weekdays(one.days),
            closings=closings(one.closed),
        )
        for one in resource.members or ()
    }
    return model.Resource(
        id=resource.id,
        name=resource.name,
        quantity=len(members) or resource.quantity or 0,
        members=members,
        max_per_day=resource.max_per_day,
    )


def _supply(supply: fmt.Supply) -> model.Supply:
    return model.Supply(
        id=supply.id,
        name=supply.name,
        quantity=supply.quantity or 0,
        per=dict(supply.per or {}),
        share_by=supply.share_by,
        at_least=supply.at_least,
        unit=supply.unit,
        unit_cost=supply.unit_cost,
        value=supply.value,
        pack=supply.pack,
        waste=supply.waste,
        ready=supply.ready,
        source=supply.source,
    )
