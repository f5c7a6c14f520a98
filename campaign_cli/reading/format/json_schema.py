"""The plan's JSON Schema, for editors: what pydantic knows, and what stands under its keys."""

import ast
import inspect
from types import ModuleType
from typing import Any

from pydantic.json_schema import GenerateJsonSchema  # noqa: TID253 - only imported for `schema`

from campaign_cli.reading.format import activities as act
from campaign_cli.reading.format import tables as fmt
from campaign_cli.reading.format.kinds import built_in_ids
from campaign_cli.reading.wording.suggestions import ID


class _Schema(GenerateJsonSchema):
    """Gives times as TOML has them: `08:00:00` has no offset, which `format: time` asks for."""

    def tagged_union_schema(self, schema: Any) -> dict[str, Any]:
        """Return the forms of a value: a table may well look like two of them."""
        forms = super().tagged_union_schema(schema)
        return {"anyOf" if key == "oneOf" else key: one for key, one in forms.items()}

    def time_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002 - pydantic calls it so
        """Return the format of an hour."""
        return {"type": "string", "format": "partial-time"}


def plan_schema() -> dict[str, object]:
    """Return the schema, the text below an attribute being its key's description."""
    schema = act.PlanFile.model_json_schema(schema_generator=_Schema)
    definitions: dict[str, Any] = {**schema["$defs"], "PlanFile": schema}
    for module in (fmt, act):
        for (model, field), text in _descriptions(module).items():
            alias = getattr(module, model).model_fields[field].alias or field
            properties = definitions.get(model, {}).get("properties", {})
            if alias in properties:
                properties[alias]["description"] = text
    for definition in definitions.values():
        id_ = definition.get("properties", {}).get("id")
        if id_ is not None:
            id_["pattern"] = f"^{ID.pattern}$"
    definitions["Activity"]["properties"]["kind"]["examples"] = list(built_in_ids())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _descriptions(module: ModuleType) -> dict[tuple[str, str], str]:
    """Return the texts below the attributes of a module's classes."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for above, below in zip(node.body, node.body[1:], strict=False):
            match above, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=field)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[node.name, field] = inspect.cleandoc(text)
                case _:
                    pass
    return found
