"""The plan's JSON Schema, as editors use it."""

from datetime import date, time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from campaign_cli.reading import schema

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/plan.toml"))


def with_texts(value: Any) -> Any:
    """Return TOML's own days and hours as JSON has them."""
    match value:
        case dict():
            return {key: with_texts(one) for key, one in value.items()}
        case list():
            return [with_texts(one) for one in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.parent.name)
def test_examples_follow_the_schema(example: Path) -> None:
    """Every example is what the schema says a plan is."""
    jsonschema.validate(with_texts(tomli.loads(example.read_text("utf-8"))), schema())


def test_the_schema_says_no() -> None:
    """Unknown keys and wrong types do not pass."""
    plan: dict[str, Any] = {"campaign": {"name": "x", "start": "2022-11-15", "end": "2022-12-15"}}
    jsonschema.validate(plan, schema())
    for wrong in ({"activities": []}, {"activity": [{"id": "A B"}]}, {"ward": [{"id": 3}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(plan | wrong, schema())


def test_hours_are_those_of_toml() -> None:
    """`08:00:00` has no offset: it is a partial time, or editors underline it."""
    definitions: Any = schema()["$defs"]
    assert definitions["Session"]["properties"]["start"]["format"] == "partial-time"


def test_keys_are_described() -> None:
    """Editors show what a key is for, and the schema is a schema."""
    definitions: Any = schema()["$defs"]
    assert definitions["Activity"]["properties"]["within"]["description"]
    assert "with" in definitions["Activity"]["properties"]
    jsonschema.Draft202012Validator.check_schema(schema())
