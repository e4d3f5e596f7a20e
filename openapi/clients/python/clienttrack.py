"""ClientTrack by the client that openapi-python-client makes of its document: a row from its making to its change."""

import os

from steps import Walk

from clienttrack_client import AuthenticatedClient
from clienttrack_client.api.create import insert_object
from clienttrack_client.api.read import auth_test, describe_object, get_object, query, run_stored_procedure
from clienttrack_client.api.update import update_object
from clienttrack_client.models import (
    DescribeObjectReply,
    GreetingRecord,
    InsertObjectRequest,
    ObjectRowRecord,
    QueryReply,
    RunStoredProcedureReply,
    RunStoredProcedureRequest,
    UpdateObjectRequest,
)

walk = Walk("clienttrack")
client = AuthenticatedClient(
    base_url=os.environ["CLIENTTRACK_BASE_URL"],
    token=os.environ["CLIENTTRACK_API_KEY"],
    prefix="ApiKey",
    headers={
        "Ocp-Apim-Subscription-Key": os.environ["CLIENTTRACK_SUBSCRIPTION_KEY"],
        "OrgId": os.environ["CLIENTTRACK_ORG_ID"],
    },
)


def rows(crql: str, number: int) -> list[dict[str, object]]:
    """One page of the rows of a query."""
    reply = query.sync(client=client, q=crql, page_no=str(number), page_size="25")
    assert isinstance(reply, QueryReply)
    return [row.additional_properties for row in (reply.data.table_1 if reply.data else None) or []]


greeting = auth_test.sync(client=client)
assert isinstance(greeting, GreetingRecord)
walk.step("greeted", str(greeting.message).startswith("Hello USER"), True)
described = describe_object.sync("cmClient", client=client)
assert isinstance(described, DescribeObjectReply)
walk.step("described", "LastName" in [column.attribute_name for column in described.metadata or []], True)

refused = query.sync_detailed(client=client, q="SELECT * FROM cmClient")
walk.step("a query with a star is refused", refused.status_code, 400)

lee = InsertObjectRequest()
lee["FirstName"] = "Ann"
lee["LastName"] = "Lee"
created = insert_object.sync("cmClient", client=client, body=lee)
assert isinstance(created, ObjectRowRecord)
client_id = str(created["ClientID"])
walk.step(
    "created, and sent as it was set",
    walk.sent(),
    ("insert_object", {"table": "cmClient", "FirstName": "Ann", "LastName": "Lee"}),
)

found = rows("SELECT ClientID FROM cmClient WHERE LastName IN ('Lee')", 1)
walk.step("found", found, [{"ClientID": int(client_id)}])

listed: list[object] = []
for number in range(1, 10):
    page = rows("SELECT ClientID FROM cmClient", number)
    if not page:
        break
    listed += [row["ClientID"] for row in page]
walk.step("on one of the pages", (len(listed), len(set(listed)), int(client_id) in listed), (32, 32, True))

change = UpdateObjectRequest()
change["LastName"] = "Moss"
update_object.sync("cmClient", client_id, client=client, body=change)
walk.step(
    "an update sends what is set",
    walk.sent(),
    ("update_object", {"table": "cmClient", "id": client_id, "LastName": "Moss"}),
)
read = get_object.sync("cmClient", client_id, client=client)
assert isinstance(read, ObjectRowRecord)
walk.step("updated", (read["FirstName"], read["LastName"]), ("Ann", "Moss"))

ran = run_stored_procedure.sync("usp_CountClients", client=client, body=RunStoredProcedureRequest())
assert isinstance(ran, RunStoredProcedureReply) and ran.result
walk.step("a procedure is run", len(ran.result.table1 or []), 1)

print(f"a walk of {walk.passed} steps")
