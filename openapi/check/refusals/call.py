"""A call as the document has it."""

import json
import os
from os.path import expandvars
from pathlib import Path
from zlib import crc32

import jsonschema_rs

from refusals.document import DOCUMENT, all_properties, closed_set, is_lossy, resolved

# Values that name something in the sandbox.
SEEDED = json.loads(expandvars(Path(__file__).with_name("seeded.json").read_text()))[os.environ["JUDGED_API"]]


class Call:
    """A call as the document has it."""

    known = {}

    @classmethod
    def of(cls, path, method):
        key = (path, method)
        if key not in cls.known:
            cls.known[key] = cls(path, method)
        return cls.known[key]

    def __init__(self, path, method):
        item = DOCUMENT["paths"][path]
        self.path = path
        self.operation = item[method.lower()]
        self.parameters = [resolved(each) for each in [*item.get("parameters", []), *self.operation.get("parameters", [])]]
        self.body = resolved(self.operation.get("requestBody", {}))
        self.codes = self.operation.get("x-result-codes", [])
        self.envelope = self.operation["x-envelope"]
        self.plain = dict(self.plain_values())
        self.validators = {}

    @property
    def name(self):
        return self.operation["operationId"]

    def seeded_bodies(self):
        return SEEDED.get("bodies", {}).get(self.name, [])

    def fixed(self):
        """The parameters that always have one value."""
        for parameter in self.parameters:
            values = list(closed_set(parameter.get("schema", {})))
            if parameter.get("required") and len(values) == 1:
                yield parameter["name"], values[0]

    def spellings(self):
        """Each way to write a code, with what it means. A call without codes of its own may have any."""
        spelled = {}
        for code in self.codes or DOCUMENT.get("x-result-codes", []):
            for spelling in [code.get("code", ""), *code.get("also", [])]:
                spelled[spelling.lower()] = code["means"]
        return spelled

    def plain_values(self):
        """The keys of whose limits the document says less than the server, with a value that both allow."""
        known = [(each["name"], each.get("schema", {})) for each in self.parameters]
        for owner in [self.body, *self.parameters]:
            for media in owner.get("content", {}).values():
                known += all_properties(media["schema"])
        for name, schema in known:
            if is_lossy(schema):
                yield name, resolved(schema)["examples"][0]

    def sensible(self, values, chance):
        """The values, half of those that are meant to name something naming something that there is, and nothing
        beyond what the document can say."""
        if isinstance(values, list):
            return [self.sensible(value, chance) for value in values]
        if not isinstance(values, dict):
            return values
        changed = type(values)()
        for name, value in values.items():
            there = [other for other in SEEDED.get(name, []) if type(other) is type(value) and value != ""]
            changed[name] = chance.one_of(there, self.sensible(value, chance))
            if name in self.plain and isinstance(value, str) and not is_plain(value):
                changed[name] = self.plain[name]
        return changed

    def validator(self, schema):
        key = id(schema)
        if key not in self.validators:
            whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": [schema]}
            self.validators[key] = jsonschema_rs.validator_for({**whole, "components": DOCUMENT["components"]})
        return self.validators[key]

    def errors(self, schema, instance):
        return list(self.validator(schema).iter_errors(instance))


def is_plain(text):
    """Whether a text has neither letters beyond ASCII nor parts that may be too long."""
    return text.isascii() and len(text) <= 60


class Chance:
    """Half and half, by the request alone, so that a run can be repeated."""

    def __init__(self, request):
        self.state = crc32(repr(request).encode())

    def one_of(self, there, otherwise):
        self.state = crc32(self.state.to_bytes(4))
        chosen = self.state % (2 * len(there)) if there else 0
        return there[chosen] if chosen < len(there) else otherwise
