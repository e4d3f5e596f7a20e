/** Trackops by openapi-fetch and the types that openapi-typescript makes of its document: a client of the company from its making to its change. */

import createClient from "openapi-fetch";
import type { Holds, Same, UntypedKeys, UntypedParameters } from "./exact.mjs";
import { Walk, env } from "./steps.mjs";
import type { components, operations, paths } from "./trackops.js";

type Schemas = components["schemas"];
type Created = Schemas["CreateClientRequest"]["client"];

// Every key and every parameter has a type, save those that hold any JSON.
export type Typed = [
  Holds<Same<UntypedKeys<Schemas>, "case_services_list" | "case_flags_list" | "value">>,
  Holds<Same<UntypedParameters<operations>, never>>,
];

// @ts-expect-error the country is missing
export const nowhere: Schemas["PrimaryLocationRow"] = { name: "Main Office", state: "CO" };
// @ts-expect-error truth is no text
export const worded: Schemas["UpdateClientRequest"] = { client: { has_invoice_reminders: "true" } };
// @ts-expect-error a client has no such key
export const stranger: Schemas["UpdateClientRequest"] = { client: { nickname: "Ann" } };

const walk = new Walk("trackops");
const api = createClient<paths>({
  baseUrl: env("TRACKOPS_BASE_URL"),
  headers: { Authorization: `Basic ${btoa(`${env("TRACKOPS_USERNAME")}/token:${env("TRACKOPS_API_TOKEN")}`)}` },
});
// Of two calls with one address, the document tells the second by what stands behind `#`, which is never sent; but
// openapi-fetch would put the query behind it.
api.use({ onRequest: ({ request }) => new Request(request.url.replace(/#[^?]*/, ""), request) });

const primary_location = { name: "Main Office", state: "CO", country: "US", city: "Denver" };
const refused = await api.POST("/clients", { body: { client: { name: " ", primary_location } } });
walk.step("refused", [refused.response.status, refused.error], [422, { errors: ["name is required"] }]);

const surveys: Created = { name: "Ann Lee Surveys", primary_location, has_invoice_reminders: true };
const created = await api.POST("/clients", { body: { client: surveys } });
walk.step("created, and sent as it was set", await walk.sent(), ["create_client", surveys]);
const client_id = created.data && "id" in created.data ? created.data.id : undefined;
if (typeof client_id !== "number") throw new Error("no id came back");

const found = await api.GET("/clients", { params: { query: { name: "Ann Lee Surveys" } } });
walk.step("found", found.data?.map((one) => one.id), [client_id]);
const counted = await api.GET("/clients#count_clients", {
  params: { query: { mode: "count", name: "Ann Lee Surveys" } },
});
walk.step("counted", counted.data?.record_count, 1);

const listed: unknown[] = [];
for (let number = 1; number < 10; number += 1) {
  const page = await api.GET("/clients", { params: { query: { page: `${number}`, per_page: "25" } } });
  if (!page.data?.length) break;
  listed.push(...page.data.map((one) => one.id));
}
walk.step("on one of the pages", [listed.length, new Set(listed).size, listed.includes(client_id)], [61, 61, true]);

const changed = await api.PUT("/clients/{client_id}", {
  params: { path: { client_id } },
  body: { client: { name: "Ann Moss Surveys" } },
});
walk.step("updated", changed.response.status, 200);
walk.step("an update sends what is set", await walk.sent(), [
  "update_client",
  { client_id: `${client_id}`, name: "Ann Moss Surveys" },
]);
const read = await api.GET("/clients/{client_id}", { params: { path: { client_id } } });
const client = read.data && "id" in read.data ? read.data : undefined;
walk.step("read", [client?.name, client?.has_invoice_reminders], ["Ann Moss Surveys", true]);

const casefile = { client_id, budget_money: 1500.5, our_own: ["any", "JSON"] };
const opened = await api.POST("/cases", { body: { casefile } });
walk.step("a case with a name of the caller's own", await walk.sent(), ["create_case", casefile]);
walk.step("is opened", opened.response.status, 201);

console.log(`a walk of ${walk.passed} steps`);
