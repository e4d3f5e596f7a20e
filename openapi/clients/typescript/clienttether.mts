/** ClientTether by openapi-fetch and the types that openapi-typescript makes of its document: a contact from its making to its end. */

import createClient from "openapi-fetch";
import type { components, operations, paths } from "./clienttether.js";
import type { Holds, Same, UntypedKeys, UntypedParameters } from "./exact.mjs";
import { Walk, env } from "./steps.mjs";

type Schemas = components["schemas"];
type Lead = Schemas["CreateClientRequest"];

// Every key and every parameter has a type, save those of Thumbtack that hold any JSON.
export type Typed = [
  Holds<Same<UntypedKeys<Schemas>, "leadPrice" | "chargeState" | "attachments">>,
  Holds<Same<UntypedParameters<operations>, never>>,
];

// @ts-expect-error the last name is missing
export const nameless: Lead = { firstName: "Ann" };
// @ts-expect-error no kind of contact has this number
export const stranger: Lead = { firstName: "Ann", lastName: "Lee", contact_type: "99" };
// @ts-expect-error ids are texts
export const numeric: Schemas["UpdateClientByIdRequest"] = { client_id: 7 };

const walk = new Walk("clienttether");
const baseUrl = env("CLIENTTETHER_BASE_URL");
const webKey = env("CLIENTTETHER_WEB_KEY");
const api = createClient<paths>({
  baseUrl,
  headers: { "X-Access-Token": env("CLIENTTETHER_ACCESS_TOKEN"), "X-Web-Key": webKey },
});

// The answer to a phone that is none has status 200, and the name of the key in the place of a code.
const refused = await api.POST("/create_client", { body: { firstName: "Ann", lastName: "Lee", phone: "303-555-0147" } });
walk.step("refused", [refused.response.status, refused.data?.ResultCode], [200, "phone"]);

const lead: Lead = {
  firstName: "Ann",
  lastName: "Lee",
  email: "ann.lee@example.com",
  contact_type: "2",
  smsok: "0",
  "Favorite Chocolate": "Dark",
};
const created = await api.POST("/create_client", { body: lead });
walk.step("created", created.data?.ResultCode, "CT_200");
walk.step("sent as it was set, and nothing else", await walk.sent(), ["create_client", lead]);
const client_id = rows(created.data?.data)[0]?.client_id;
if (typeof client_id !== "string") throw new Error("no id came back");

await walk.control("POST", "accounts/1201", { check_duplicates: true });
const again = await api.POST("/create_client", { body: lead });
walk.step("a duplicate is refused", again.data?.ResultCode, "CT_520");

const found = await api.GET("/read_client_exist", { params: { query: { email: "ann.lee@example.com" } } });
walk.step("found", rows(found.data?.data).map((contact) => contact.client_id), [client_id]);

const listed: unknown[] = [];
for (;;) {
  const page = await api.GET("/read_client_list", { params: { query: { limit: "100", offset: `${listed.length}` } } });
  const contacts = rows(page.data?.data);
  if (contacts.length === 0) break;
  listed.push(...contacts.map((contact) => contact.client_id));
}
walk.step("on one of the pages", [listed.length, new Set(listed).size, listed.includes(client_id)], [251, 251, true]);

const change = { client_id, lastName: "Moss" };
const changed = await api.POST("/update_client_by_id", { body: change });
walk.step("updated", changed.data?.ResultCode, "CT_200");
walk.step("an update sends what is set", await walk.sent(), ["update_client_by_id", change]);

const read = await api.GET("/read_client_by_id/{client_id}", { params: { path: { client_id } } });
const contact = rows(read.data?.data)[0];
walk.step(
  "read with all its values",
  [contact?.firstName, contact?.lastName, contact?.contact_type, contact?.["Favorite Chocolate"]],
  ["Ann", "Moss", "2", "Dark"],
);

const deleted = await api.DELETE("/delete_client_by_id", { params: { query: { client_id } } });
walk.step("deleted", deleted.data?.ResultCode, "CT_200");
const gone = await api.GET("/read_client_by_id/{client_id}", { params: { path: { client_id } } });
walk.step("and gone", gone.data?.ResultCode, "CT_515");

// The form post is at the top of the host, and needs no credentials but the web key among its values.
const host = createClient<paths>({
  baseUrl: new URL("/", baseUrl).href,
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
});
const posted = await host.POST("/v1/external-api/external-form-lead", { body: { web_key: webKey, name: "Ben Ash" } });
walk.step("a form's lead is taken", posted.data?.Message, "Success");
walk.step("sent as a form", await walk.sent(), ["external_form_lead", { web_key: "<secret>", name: "Ben Ash" }]);
const unknown = await host.POST("/v1/external-api/external-form-lead", { body: { web_key: "CT_none", name: "Ben Ash" } });
walk.step("a web key that there is not is refused", unknown.data?.error_Code, "ct101");

console.log(`a walk of ${walk.passed} steps`);

/** The records of an answer, whose place may hold other things that mean none. */
function rows<Data>(data: Data): Extract<Data, readonly unknown[]> {
  return (Array.isArray(data) ? data : []) as Extract<Data, readonly unknown[]>;
}
