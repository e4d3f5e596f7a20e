"""The document that is judged: what its references lead to, and what its schemas have."""

import json
import os
from pathlib import Path

DOCUMENT = json.loads(Path(os.environ["JUDGED"]).read_text())

# Limits of which the document allows more than the server.
LOSSY = {
    place.replace("_", "").lower()
    for loss in DOCUMENT.get("x-losses", [])
    for place in loss["where"]
    if "allows more" in loss["instead"]
}


def resolved(tree):
    """What a reference leads to."""
    while isinstance(tree, dict) and "$ref" in tree:
        place = DOCUMENT
        for step in tree["$ref"].removeprefix("#/").split("/"):
            place = place[step.replace("~1", "/").replace("~0", "~")]
        tree = place
    return tree


def properties(schema):
    """The properties of an object, wherever its schema has them."""
    schema = resolved(schema)
    yield from schema.get("properties", {}).items()
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, []):
            yield from properties(part)


def closed_set(schema):
    """The values of `enum` and `const` in a schema."""
    schema = resolved(schema)
    yield from schema.get("enum", [])
    if "const" in schema:
        yield schema["const"]
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, []):
            yield from closed_set(part)


def all_properties(schema, seen=()):
    """The properties of an object, and of those in it."""
    reference = schema.get("$ref")
    if reference in seen:
        return
    seen = (*seen, reference) if reference else seen
    for name, inner in properties(schema):
        yield name, inner
        yield from all_properties(inner, seen)
    items = resolved(schema).get("items")
    if items is not None:
        yield from all_properties(items, seen)


def is_lossy(schema):
    """Whether a schema is that of a limit that `x-losses` names."""
    limit = schema.get("$ref", "").rpartition("/")[2].lower()
    return limit in LOSSY
