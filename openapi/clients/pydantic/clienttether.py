"""ClientTether by httpx and the models that datamodel-codegen makes of its document: a contact from its making to its end."""

import os
from typing import TypeVar
from urllib.parse import urljoin

import httpx
from clienttether_models import (
    ContactType,
    CreateClientEventRequest,
    CreateClientReply,
    CreateClientRequest,
    DeleteClientByIdReply,
    ExternalFormLeadReply,
    ExternalFormLeadRequest,
    ReadClientByIdReply,
    ReadClientExistReply,
    ReadClientListReply,
    UpdateClientByIdReply,
    UpdateClientByIdRequest,
)
from pydantic import BaseModel
from refusals import refusals
from steps import Walk

Reply = TypeVar("Reply", bound=BaseModel)

walk = Walk("clienttether")
base_url, web_key = os.environ["CLIENTTETHER_BASE_URL"], os.environ["CLIENTTETHER_WEB_KEY"]
http = httpx.Client(
    base_url=base_url,
    headers={"X-Access-Token": os.environ["CLIENTTETHER_ACCESS_TOKEN"], "X-Web-Key": web_key},
)


def post(call: str, body: BaseModel, reply: type[Reply]) -> Reply:
    """Sends what was set, and reads the answer."""
    return reply.model_validate_json(http.post(call, json=wire(body)).content)


def get(call: str, query: dict[str, str], reply: type[Reply]) -> Reply:
    """Reads the answer to a call whose values are in its address."""
    return reply.model_validate_json(http.get(call, params=query).content)


def wire(body: BaseModel) -> dict[str, str]:
    """What was set, as it is sent."""
    return body.model_dump(mode="json", exclude_unset=True)


walk.step(
    "what the limits refuse is refused before it is sent",
    refusals(
        CreateClientRequest,
        {
            "firstName": "Ann",
            "phone": "303-555-0147",
            "zip": "8020",
            "contact_type": "99",
            "Favorite Chocolate": "Dark" * 26,
        },
    ),
    {
        "lastName": "missing",
        "phone": "string_pattern_mismatch",
        "zip": "string_pattern_mismatch",
        "contact_type": "enum",
        "Favorite Chocolate": "string_too_long",
    },
)
event = {"client_id": "1", "event_type": "Call", "event_date": "2026-03-02", "event_time": "09:00:00", "event_note": "Hello"}
walk.step("a key that the call takes is no mistake", refusals(CreateClientEventRequest, event), {})
walk.step(
    "a key that the call does not take is refused",
    refusals(CreateClientEventRequest, event | {"event_color": "red"}),
    {"event_color": "extra_forbidden"},
)

lead = CreateClientRequest.model_validate(
    {"firstName": "Ann", "lastName": "Lee", "email": "ann.lee@example.com", "contact_type": "2", "Favorite Chocolate": "Dark"}
)
walk.step("a closed set has names", lead.contact_type, ContactType.Employee)
created = post("create_client", lead, CreateClientReply)
assert isinstance(created.data, list)
walk.step("created", created.ResultCode, "CT_200")
walk.step("sent as it was set, and nothing else", walk.sent(), ("create_client", wire(lead)))
client_id = created.data[0].client_id
assert isinstance(client_id, str)

walk.control("POST", "accounts/1201", {"check_duplicates": True})
walk.step("a duplicate is refused", post("create_client", lead, CreateClientReply).ResultCode, "CT_520")

found = get("read_client_exist", {"email": "ann.lee@example.com"}, ReadClientExistReply)
assert isinstance(found.data, list)
walk.step("found", [contact.client_id for contact in found.data], [client_id])

listed: list[object] = []
while True:
    page = get("read_client_list", {"limit": "100", "offset": str(len(listed))}, ReadClientListReply)
    assert isinstance(page.data, list)
    if not page.data:
        break
    listed += [contact.client_id for contact in page.data]
walk.step("on one of the pages", (len(listed), len(set(listed)), client_id in listed), (251, 251, True))

change = UpdateClientByIdRequest(client_id=client_id, lastName="Moss")
walk.step("updated", post("update_client_by_id", change, UpdateClientByIdReply).ResultCode, "CT_200")
walk.step(
    "an update sends what is set",
    walk.sent(),
    ("update_client_by_id", {"client_id": client_id, "lastName": "Moss"}),
)

read = get(f"read_client_by_id/{client_id}", {}, ReadClientByIdReply)
assert isinstance(read.data, list)
contact = read.data[0]
walk.step(
    "read with all its values",
    (contact.firstName, contact.lastName, contact.contact_type, (contact.model_extra or {})["Favorite Chocolate"]),
    ("Ann", "Moss", "2", "Dark"),
)

answer = http.delete("delete_client_by_id", params={"client_id": client_id})
walk.step("deleted", DeleteClientByIdReply.model_validate_json(answer.content).ResultCode, "CT_200")
walk.step("and gone", get(f"read_client_by_id/{client_id}", {}, ReadClientByIdReply).ResultCode, "CT_515")

# The form post is at the top of the host, and needs no credentials but the web key among its values.
form = ExternalFormLeadRequest(web_key=web_key, name="Ben Ash")
answer = httpx.post(urljoin(base_url, "/v1/external-api/external-form-lead"), data=wire(form))
walk.step("a form's lead is taken", ExternalFormLeadReply.model_validate_json(answer.content).Message, "Success")
walk.step("sent as a form", walk.sent(), ("external_form_lead", {"web_key": "<secret>", "name": "Ben Ash"}))

print(f"a walk of {walk.passed} steps")
