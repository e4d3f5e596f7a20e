"""Trackops by the client that openapi-python-client makes of its document: a client of the company from its making to its change."""

import base64
import os

from steps import Walk

from trackops_client import AuthenticatedClient
from trackops_client.api.create import create_case, create_client
from trackops_client.api.read import count_clients, get_client, list_clients
from trackops_client.api.update import update_client
from trackops_client.models import (
    CaseRecord,
    ClientRecord,
    CountRecord,
    CreateCaseRequest,
    CreateCaseValues,
    CreateClientRequest,
    CreateClientValues,
    PrimaryLocationRow,
    UpdateClientRequest,
    UpdateClientValues,
)

walk = Walk("trackops")
credentials = f"{os.environ['TRACKOPS_USERNAME']}/token:{os.environ['TRACKOPS_API_TOKEN']}"
client = AuthenticatedClient(
    base_url=os.environ["TRACKOPS_BASE_URL"], token=base64.b64encode(credentials.encode()).decode(), prefix="Basic"
)

office = PrimaryLocationRow(name="Main Office", state="CO", country="US", city="Denver")
nameless = CreateClientRequest(client=CreateClientValues(name=" ", primary_location=office))
refused = create_client.sync_detailed(client=client, body=nameless)
walk.step("refused", (refused.status_code, refused.content), (422, b'{"errors":["name is required"]}'))

surveys = CreateClientValues(name="Ann Lee Surveys", primary_location=office, has_invoice_reminders=True)
created = create_client.sync(client=client, body=CreateClientRequest(client=surveys))
assert isinstance(created, ClientRecord) and isinstance(created.id, int)
walk.step(
    "created, and sent as it was set",
    walk.sent(),
    (
        "create_client",
        {
            "name": "Ann Lee Surveys",
            "primary_location": {"name": "Main Office", "state": "CO", "country": "US", "city": "Denver"},
            "has_invoice_reminders": True,
        },
    ),
)

found = list_clients.sync(client=client, name="Ann Lee Surveys")
assert isinstance(found, list)
walk.step("found", [one.id for one in found], [created.id])
counted = count_clients.sync(client=client, name="Ann Lee Surveys")
assert isinstance(counted, CountRecord)
walk.step("counted", counted.record_count, 1)
walk.step("and not listed", walk.sent(), ("count_clients", {"mode": "count", "name": "Ann Lee Surveys"}))

listed: list[object] = []
for number in range(1, 10):
    page = list_clients.sync(client=client, page=str(number), per_page="25")
    assert isinstance(page, list)
    if not page:
        break
    listed += [one.id for one in page]
walk.step("on one of the pages", (len(listed), len(set(listed)), created.id in listed), (61, 61, True))

change = UpdateClientRequest(client=UpdateClientValues(name="Ann Moss Surveys"))
update_client.sync(created.id, client=client, body=change)
walk.step(
    "an update sends what is set",
    walk.sent(),
    ("update_client", {"client_id": str(created.id), "name": "Ann Moss Surveys"}),
)
read = get_client.sync(created.id, client=client)
assert isinstance(read, ClientRecord)
walk.step("updated", (read.name, read.has_invoice_reminders), ("Ann Moss Surveys", True))

case = CreateCaseValues(client_id=created.id, budget_money=1500.5)
case["our_own"] = ["any", "JSON"]
opened = create_case.sync(client=client, body=CreateCaseRequest(casefile=case))
assert isinstance(opened, CaseRecord)
walk.step(
    "a case with a name of the caller's own",
    (opened.client_id, opened.budget_money, opened["our_own"]),
    (created.id, 1500.5, ["any", "JSON"]),
)

print(f"a walk of {walk.passed} steps")
