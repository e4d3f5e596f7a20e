"""What was sent, and what the document forbids in it."""

import json
from copy import deepcopy
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from refusals.document import resolved


class Request:
    """What was sent, as the call's parameters."""

    def __init__(self, call, sent, case):
        self.call, self.sent, self.case = call, sent, case

    def wrongs(self, is_lenient=False):
        """What the document forbids in it. If lenient, values of another kind are read as they may have been meant,
        and blanks pass."""
        found = []
        for parameter in self.call.parameters:
            found += self.wrongs_in(parameter, is_lenient)
        if self.call.body:
            found += self.wrongs_in_body(is_lenient)
        elif "x-requires" in self.call.operation:
            found += self.wrongs_together()
        return [each for each in found if not (is_lenient and each.is_blank)]

    def wrongs_in(self, parameter, is_lenient):
        name, place = parameter["name"], parameter["in"]
        if place == "querystring":
            (media,) = parameter["content"].values()
            errors = self.call.errors(media["schema"], self.query())
            if is_lenient:
                errors = self.errors_as_read(media["schema"], self.query(), errors)
            return [Wrong.of_error((place,), error) for error in errors]
        values = self.values_of(parameter)
        if values is None:
            return [Wrong((place,), f"{name} is required", {name}, True)] if parameter.get("required") else []
        # A text is a number where a number is asked for.
        readings = [self.call.errors(parameter["schema"], value) for value in values]
        return [Wrong.of_error((place, name), error) for error in min(readings, key=len)]

    def wrongs_together(self):
        """What `x-requires` says of the keys of a query, where the schema of a whole query cannot be told."""
        there = {name for name, value in self.query().items() if value}
        for item in self.call.operation["x-requires"]:
            ((word, groups), *_) = item.items()
            if word == "when":
                when = groups if isinstance(groups, dict) else {groups: None}
                ((key, value),) = when.items()
                holds = key in there and value in (None, self.query()[key])
                is_met = not holds or there.issuperset(item["also"])
            else:
                complete = [group for group in groups if there.issuperset(group)]
                names = {name for group in groups for name in group}
                is_met = {
                    "any_of": bool(complete),
                    "exactly_one_of": len(complete) == 1,
                    "at_most_one_of": any((there & names).issubset(group) for group in groups),
                }[word]
            if not is_met:
                yield Wrong(("query",), f"{json.dumps(item)} is not met", is_missing=True)

    def query(self):
        return dict(parse_qsl(urlsplit(self.sent.url).query, keep_blank_values=True))

    def values_of(self, parameter):
        """What a parameter's text may be read as, or nothing if it is not there."""
        name, place, schema = parameter["name"], parameter["in"], resolved(parameter["schema"])
        if place == "path":
            text = unquote(str(self.case.path_parameters.get(name, "")))
            texts = [text]
        elif place == "header":
            text = self.sent.headers.get(name)
            if text is None:
                return None
            texts = [text.decode("latin-1") if isinstance(text, bytes) else text]
        else:
            texts = parse_qs(urlsplit(self.sent.url).query, keep_blank_values=True).get(name)
            if texts is None:
                return None
        if schema.get("type") == "array":
            return [texts if parameter.get("explode", place == "query") else texts[-1].split(",")]
        return [texts[-1], *as_json(texts[-1])]

    def wrongs_in_body(self, is_lenient):
        content = self.call.body["content"]
        media = self.sent.headers.get("Content-Type", "").split(";")[0]
        declared = content.get(media) or next(iter(content.values()))
        schema = declared["schema"]
        sent = self.sent.body or b""
        sent = sent.encode() if isinstance(sent, str) else sent
        if media == "application/x-www-form-urlencoded":
            pairs = parse_qs(sent.decode("utf-8", "replace"), keep_blank_values=True)
            body = {name: values[-1] for name, values in pairs.items()}
        elif not sent.strip():
            body = {}
            if self.call.body.get("required") and not is_lenient:
                return [Wrong(("body",), "it is required", is_missing=True)]
        else:
            try:
                body = json.loads(sent)
            except ValueError:
                body = None
        errors = self.call.errors(schema, body)
        if is_lenient:
            errors = self.errors_as_read(schema, body, errors)
        return [Wrong.of_error(("body",), error) for error in errors]

    def errors_as_read(self, schema, body, errors):
        """What is still wrong when numbers and texts stand for each other, null for nothing, and unknown names are
        passed over."""
        body = deepcopy(body)
        for _ in range(5):
            # All of them, and not up to the first that can be.
            if True not in [mend(body, error) for error in errors]:
                break
            errors = self.call.errors(schema, body)
        return errors


class Wrong:
    """Something that the document forbids."""

    def __init__(self, place, message, names=(), is_missing=False, is_blank=False):
        self.place, self.message, self.names = place, message, names
        self.is_missing, self.is_blank = is_missing, is_blank

    @classmethod
    def of_error(cls, place, error):
        missing = getattr(error.kind, "property", None)
        names = {step for step in [*place, *error.instance_path, missing] if isinstance(step, str)}
        # What is blank or null counts as missing.
        is_missing = missing is not None or error.instance in (None, "", [])
        return cls(place, error.message, names, is_missing, error.instance == "")

    def __str__(self):
        return f"{'/'.join(self.place)}: {self.message[:300]}"


def mend(body, error):
    """Reads a value of the wrong kind as one of the right kind; whether that could be done."""
    if error.kind.name in ("additionalProperties", "propertyNames"):
        owner = at(body, error.instance_path)
        is_reserved = error.kind.name == "propertyNames"
        for name in [error.kind.error.instance] if is_reserved else error.kind.unexpected:
            if isinstance(owner, dict):
                owner.pop(name, None)
        return True
    if error.kind.name != "type" or not error.instance_path:
        return False
    *path, last = error.instance_path
    owner = at(body, path)
    value = at(owner, [last])
    if value is None:
        return isinstance(owner, dict) and owner.pop(last, owner) is None
    if isinstance(value, (bool, int, float)) and "string" in error.kind.types:
        owner[last] = json.dumps(value)
        return True
    if isinstance(value, str) and as_json(value):
        owner[last] = as_json(value)[0]
        return True
    return False


def at(body, path):
    """What stands there, if it still does."""
    for step in path:
        is_there = step in body if isinstance(body, dict) else isinstance(body, list)
        body = body[step] if is_there else None
    return body


def as_json(text):
    """A text that writes a number or a truth value, as that."""
    try:
        value = json.loads(text)
    except ValueError:
        return []
    return [value] if isinstance(value, (bool, int, float)) else []
