"""ClientTether by the client that openapi-python-client makes of its document: a contact from its making to its end."""

import os
from typing import Protocol
from urllib.parse import urljoin

from steps import Walk

from clienttether_client import AuthenticatedClient, Client
from clienttether_client.api.create import create_client, external_form_lead
from clienttether_client.api.delete import delete_client_by_id
from clienttether_client.api.read import read_client_by_id, read_client_exist, read_client_list
from clienttether_client.api.update import update_client_by_id
from clienttether_client.models import (
    ContactType,
    CreateClientReply,
    CreateClientRequest,
    ExternalFormLeadRequest,
    Flag,
    ReadClientByIdReply,
    ReadClientExistReply,
    ReadClientListReply,
    UpdateClientByIdRequest,
)

walk = Walk("clienttether")
base_url, web_key = os.environ["CLIENTTETHER_BASE_URL"], os.environ["CLIENTTETHER_WEB_KEY"]
client = AuthenticatedClient(
    base_url=base_url,
    token=os.environ["CLIENTTETHER_ACCESS_TOKEN"],
    auth_header_name="X-Access-Token",
    prefix="",
    headers={"X-Web-Key": web_key},
)


class Answer(Protocol):
    """What every answer has."""

    @property
    def result_code(self) -> object: ...


def code(answer: Answer | None) -> object:
    """What the server said of a call."""
    assert answer
    return answer.result_code


# The answer to a phone that is none has status 200, and the name of the key in the place of a code.
broken = CreateClientRequest(first_name="Ann", last_name="Lee", phone="303-555-0147")
refused = create_client.sync_detailed(client=client, body=broken)
walk.step("refused", (refused.status_code, code(refused.parsed)), (200, "phone"))

lead = CreateClientRequest(
    first_name="Ann", last_name="Lee", email="ann.lee@example.com", contact_type=ContactType.EMPLOYEE, smsok=Flag.NO
)
lead["Favorite Chocolate"] = "Dark"
created = create_client.sync(client=client, body=lead)
assert isinstance(created, CreateClientReply) and isinstance(created.data, list)
walk.step("created", created.result_code, "CT_200")
walk.step(
    "sent as it was set, and nothing else",
    walk.sent(),
    (
        "create_client",
        {
            "firstName": "Ann",
            "lastName": "Lee",
            "email": "ann.lee@example.com",
            "contact_type": "2",
            "smsok": "0",
            "Favorite Chocolate": "Dark",
        },
    ),
)
client_id = created.data[0].client_id
assert isinstance(client_id, str)

walk.control("POST", "accounts/1201", {"check_duplicates": True})
again = create_client.sync(client=client, body=lead)
walk.step("a duplicate is refused", code(again), "CT_520")

found = read_client_exist.sync(client=client, email="ann.lee@example.com")
assert isinstance(found, ReadClientExistReply) and isinstance(found.data, list)
walk.step("found", [contact.client_id for contact in found.data], [client_id])

listed: list[object] = []
while True:
    page = read_client_list.sync(client=client, limit="100", offset=str(len(listed)))
    assert isinstance(page, ReadClientListReply) and isinstance(page.data, list)
    if not page.data:
        break
    listed += [contact.client_id for contact in page.data]
walk.step("on one of the pages", (len(listed), len(set(listed)), client_id in listed), (251, 251, True))

changed = update_client_by_id.sync(client=client, body=UpdateClientByIdRequest(client_id=client_id, last_name="Moss"))
walk.step("updated", code(changed), "CT_200")
walk.step(
    "an update sends what is set",
    walk.sent(),
    ("update_client_by_id", {"client_id": client_id, "lastName": "Moss"}),
)

read = read_client_by_id.sync(client_id, client=client)
assert isinstance(read, ReadClientByIdReply) and isinstance(read.data, list)
contact = read.data[0]
walk.step(
    "read with all its values",
    (contact.first_name, contact.last_name, contact.contact_type, contact["Favorite Chocolate"]),
    ("Ann", "Moss", "2", "Dark"),
)

deleted = delete_client_by_id.sync(client=client, client_id=client_id)
walk.step("deleted", code(deleted), "CT_200")
gone = read_client_by_id.sync(client_id, client=client)
walk.step("and gone", code(gone), "CT_515")

# The form post is at the top of the host, and needs no credentials but the web key among its values.
host = Client(base_url=urljoin(base_url, "/"))
posted = external_form_lead.sync(client=host, body=ExternalFormLeadRequest(web_key=web_key, name="Ben Ash"))
assert posted
walk.step("a form's lead is taken", posted.message, "Success")
walk.step("sent as a form", walk.sent(), ("external_form_lead", {"web_key": "<secret>", "name": "Ben Ash"}))
stranger = external_form_lead.sync(client=host, body=ExternalFormLeadRequest(web_key="CT_none", name="Ben Ash"))
assert stranger
walk.step("a web key that there is not is refused", stranger.error_code, "ct101")

print(f"a walk of {walk.passed} steps")
