"""ClientTrack by httpx and the models that datamodel-codegen makes of its document: a row from its making to its change."""

import os
from typing import Any

import httpx
from clienttrack_models import (
    DescribeObjectReply,
    GetObjectReply,
    InsertObjectReply,
    InsertObjectRequest,
    QueryReply,
    RunStoredProcedureReply,
    UpdateObjectReply,
    UpdateObjectRequest,
)
from steps import Walk

walk = Walk("clienttrack")
http = httpx.Client(
    base_url=os.environ["CLIENTTRACK_BASE_URL"],
    headers={
        "Authorization": f"ApiKey {os.environ['CLIENTTRACK_API_KEY']}",
        "Ocp-Apim-Subscription-Key": os.environ["CLIENTTRACK_SUBSCRIPTION_KEY"],
        "OrgId": os.environ["CLIENTTRACK_ORG_ID"],
    },
)


def columns(row: Any) -> dict[str, Any]:
    """What a row holds: its columns are up to the account, so none of them is a field."""
    return dict(row.model_extra or {})


def rows(crql: str, number: int) -> list[dict[str, Any]]:
    """One page of the rows of a query."""
    answer = http.get("crql", params={"q": crql, "pageNo": number, "pageSize": 25})
    reply = QueryReply.model_validate_json(answer.content)
    return [columns(row) for row in (reply.data.Table1 if reply.data else None) or []]


described = DescribeObjectReply.model_validate_json(http.get("cto/cmClient/description").content)
walk.step("described", "LastName" in [column.attributeName for column in described.metadata or []], True)
walk.step("a query with a star is refused", http.get("crql", params={"q": "SELECT * FROM cmClient"}).status_code, 400)

lee = {"FirstName": "Ann", "LastName": "Lee"}
body = InsertObjectRequest.model_validate(lee).model_dump(mode="json", exclude_unset=True)
created = columns(InsertObjectReply.model_validate_json(http.post("cto/cmClient", json=body).content))
walk.step("created, and sent as it was set", walk.sent(), ("insert_object", {"table": "cmClient", **lee}))
client_id = created["ClientID"]

found = rows("SELECT ClientID FROM cmClient WHERE LastName IN ('Lee')", 1)
walk.step("found", found, [{"ClientID": client_id}])
listed: list[object] = []
for number in range(1, 10):
    page = rows("SELECT ClientID FROM cmClient", number)
    if not page:
        break
    listed += [row["ClientID"] for row in page]
walk.step("on one of the pages", (len(listed), len(set(listed)), client_id in listed), (32, 32, True))

change = UpdateObjectRequest.model_validate({"LastName": "Moss"}).model_dump(mode="json", exclude_unset=True)
answer = http.put(f"cto/cmClient/{client_id}", json=change)
walk.step("updated", columns(UpdateObjectReply.model_validate_json(answer.content))["LastName"], "Moss")
walk.step(
    "an update sends what is set",
    walk.sent(),
    ("update_object", {"table": "cmClient", "id": str(client_id), "LastName": "Moss"}),
)
read = columns(GetObjectReply.model_validate_json(http.get(f"cto/cmClient/{client_id}").content))
walk.step("read", (read["FirstName"], read["LastName"]), ("Ann", "Moss"))

ran = RunStoredProcedureReply.model_validate_json(http.post("crql/storedprocedures/usp_CountClients", json={}).content)
walk.step("a procedure is run", len((ran.result.table1 if ran.result else None) or []), 1)

print(f"a walk of {walk.passed} steps")
