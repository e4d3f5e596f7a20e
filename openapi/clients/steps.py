"""What the walks in Python share: steps that are counted, and the sandbox's own word on what reached it."""

import json
import os
import urllib.request
from typing import Any


class Walk:
    """A walk along the calls of one API. A step that went otherwise ends it, and the program with it."""

    def __init__(self, api: str) -> None:
        self.api = api
        self.passed = 0
        self._control = os.environ[f"{api.upper()}_CONTROL_URL"]
        self._token = os.environ[f"{api.upper()}_SANDBOX_TOKEN"]

    def step(self, what: str, found: object, expected: object) -> None:
        """Counts a step that found what was expected."""
        if found != expected:
            raise SystemExit(f"{self.api}: {what}: {expected!r} was expected, and there was {found!r}")
        self.passed += 1

    def sent(self) -> tuple[str, dict[str, Any]]:
        """The call that reached the sandbox last, and its parameters as they came."""
        last = self.control("GET", "requests")[-1]
        return last["call"], last["parameters"]

    def control(self, method: str, path: str, body: object = None) -> Any:
        """Asks the sandbox itself, outside of the API."""
        request = urllib.request.Request(
            self._control + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-Sandbox-Token": self._token, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read() or "null")
