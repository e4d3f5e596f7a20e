"""What a model refuses, without a request."""

from typing import Any

from pydantic import BaseModel, ValidationError


def refusals(model: type[BaseModel], values: dict[str, Any]) -> dict[str, str]:
    """What is wrong with each value, by the name of its key; nothing, if the model takes them all."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        return {".".join(map(str, one["loc"])): one["type"] for one in error.errors()}
    return {}
