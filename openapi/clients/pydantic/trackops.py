"""Trackops by httpx and the models that datamodel-codegen makes of its document: a client of the company from its making to its change."""

import os
from typing import Any

import httpx
from pydantic import BaseModel
from refusals import refusals
from steps import Walk
from trackops_models import (
    ClientRecord,
    CountClientsReply,
    CreateCaseRequest,
    CreateClientReply,
    CreateClientRequest,
    GetClientReply,
    ListClientsReply,
    UpdateClientReply,
    UpdateClientRequest,
)

walk = Walk("trackops")
http = httpx.Client(
    base_url=os.environ["TRACKOPS_BASE_URL"],
    auth=(f"{os.environ['TRACKOPS_USERNAME']}/token", os.environ["TRACKOPS_API_TOKEN"]),
)


def wire(body: BaseModel) -> dict[str, Any]:
    """What was set, as it is sent."""
    return body.model_dump(mode="json", exclude_unset=True)


office = {"name": "Main Office", "state": "CO", "country": "US", "city": "Denver"}
broken = {"website": "example.com", "has_invoice_reminders": "perhaps", "primary_location": {"name": "Main", "state": "Colorado"}}
walk.step(
    "what the limits refuse is refused before it is sent",
    refusals(CreateClientRequest, {"client": broken}),
    {
        "client.name": "missing",
        "client.website": "string_pattern_mismatch",
        "client.has_invoice_reminders": "bool_parsing",
        "client.primary_location.state": "string_pattern_mismatch",
        "client.primary_location.country": "missing",
    },
)

surveys = {"name": "Ann Lee Surveys", "primary_location": office, "has_invoice_reminders": True}
body = CreateClientRequest.model_validate({"client": surveys})
created = CreateClientReply.model_validate_json(http.post("clients", json=wire(body)).content).root
assert isinstance(created, ClientRecord)
walk.step("created, and sent as it was set", walk.sent(), ("create_client", surveys))

found = ListClientsReply.model_validate_json(http.get("clients", params={"name": "Ann Lee Surveys"}).content)
walk.step("found", [one.id for one in found.root], [created.id])
counted = http.get("clients", params={"mode": "count", "name": "Ann Lee Surveys"})
walk.step("counted", CountClientsReply.model_validate_json(counted.content).record_count, 1)

listed: list[object] = []
for number in range(1, 10):
    page = ListClientsReply.model_validate_json(http.get("clients", params={"page": number, "per_page": 25}).content)
    if not page.root:
        break
    listed += [one.id for one in page.root]
walk.step("on one of the pages", (len(listed), len(set(listed)), created.id in listed), (61, 61, True))

change = UpdateClientRequest.model_validate({"client": {"name": "Ann Moss Surveys"}})
answer = http.put(f"clients/{created.id}", json=wire(change))
changed = UpdateClientReply.model_validate_json(answer.content).root
assert isinstance(changed, ClientRecord)
walk.step("updated", changed.name, "Ann Moss Surveys")
walk.step(
    "an update sends what is set", walk.sent(), ("update_client", {"client_id": str(created.id), "name": "Ann Moss Surveys"})
)
read = GetClientReply.model_validate_json(http.get(f"clients/{created.id}").content).root
assert isinstance(read, ClientRecord)
walk.step("read", (read.name, read.has_invoice_reminders), ("Ann Moss Surveys", True))

case = {"client_id": created.id, "budget_money": 1500.5, "our_own": ["any", "JSON"]}
opened = http.post("cases", json=wire(CreateCaseRequest.model_validate({"casefile": case})))
walk.step("a case with a name of the caller's own", (opened.status_code, walk.sent()), (201, ("create_case", case)))

print(f"a walk of {walk.passed} steps")
