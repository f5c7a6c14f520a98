"""The plan's JSON Schema."""


def plan_schema() -> dict[str, object]:
    """Return the schema."""
    from campaign_cli.reading.format_activity import PlanFile

    return PlanFile.model_json_schema()
