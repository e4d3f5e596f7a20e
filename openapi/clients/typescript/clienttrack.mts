/** ClientTrack by openapi-fetch and the types that openapi-typescript makes of its document: a row from its making to its change. */

import createClient from "openapi-fetch";
import type { components, operations, paths } from "./clienttrack.js";
import type { Holds, Same, UntypedKeys, UntypedParameters } from "./exact.mjs";
import { Walk, env } from "./steps.mjs";

// Every key and every parameter has a type, save what stands for errors, whose form nobody describes. Columns are up to
// the account: they hold any JSON, under any name.
export type Typed = [
  Holds<Same<UntypedKeys<components["schemas"]>, "errors">>,
  Holds<Same<UntypedParameters<operations>, never>>,
];

type Query = NonNullable<operations["query"]["parameters"]["query"]>;
// @ts-expect-error there is no query without q
export const blank: Query = { pageSize: "25" };

const walk = new Walk("clienttrack");
const api = createClient<paths>({
  baseUrl: env("CLIENTTRACK_BASE_URL"),
  headers: {
    Authorization: `ApiKey ${env("CLIENTTRACK_API_KEY")}`,
    "Ocp-Apim-Subscription-Key": env("CLIENTTRACK_SUBSCRIPTION_KEY"),
    OrgId: env("CLIENTTRACK_ORG_ID"),
  },
});

const greeting = await api.GET("/auth/test");
walk.step("greeted", greeting.data?.message?.startsWith("Hello USER"), true);
const objectName = "cmClient";
const described = await api.GET("/cto/{objectName}/description", { params: { path: { objectName } } });
const columns = described.data?.metadata?.map((column) => column.attributeName);
walk.step("described", columns?.includes("LastName"), true);

const refused = await api.GET("/crql", { params: { query: { q: "SELECT * FROM cmClient" } } });
walk.step("a query with a star is refused", refused.response.status, 400);

const lee = { FirstName: "Ann", LastName: "Lee" };
const created = await api.POST("/cto/{objectName}", { params: { path: { objectName } }, body: lee });
walk.step("created, and sent as it was set", await walk.sent(), ["insert_object", { table: objectName, ...lee }]);
const number = created.data?.["ClientID"];
const objectId = `${number}`;

walk.step("found", await ids("SELECT ClientID FROM cmClient WHERE LastName IN ('Lee')", 1), [number]);
const listed: unknown[] = [];
for (let page = 1; page < 10; page += 1) {
  const some = await ids("SELECT ClientID FROM cmClient", page);
  if (some.length === 0) break;
  listed.push(...some);
}
walk.step("on one of the pages", [listed.length, new Set(listed).size, listed.includes(number)], [32, 32, true]);

const path = { objectName, objectId };
const changed = await api.PUT("/cto/{objectName}/{objectId}", { params: { path }, body: { LastName: "Moss" } });
walk.step("updated", changed.response.status, 200);
walk.step("an update sends what is set", await walk.sent(), [
  "update_object",
  { table: objectName, id: objectId, LastName: "Moss" },
]);
const read = await api.GET("/cto/{objectName}/{objectId}", { params: { path } });
walk.step("read", [read.data?.["FirstName"], read.data?.["LastName"]], ["Ann", "Moss"]);

const ran = await api.POST("/crql/storedprocedures/{procedureName}", {
  params: { path: { procedureName: "usp_CountClients" } },
  body: {},
});
walk.step("a procedure is run", ran.data?.result?.table1?.length, 1);

console.log(`a walk of ${walk.passed} steps`);

/** The numbers on one page of a query's rows. */
async function ids(q: string, page: number): Promise<unknown[]> {
  const answer = await api.GET("/crql", { params: { query: { q, pageNo: `${page}`, pageSize: "25" } } });
  return (answer.data?.data?.Table1 ?? []).map((row) => row["ClientID"]);
}
