// Speaks with a yaml-language-server over its standard input and output, as an editor does.
//
// Takes documents as JSON: `[{ uri, text, line, character }]`. Gives for each what is completed, explained and
// told there: `[{ labels, words, told }]`.
"use strict";

const { spawn } = require("node:child_process");
const path = require("node:path");
const { createInterface } = require("node:readline");

const home = path.dirname(require.resolve("yaml-language-server/package.json"));
const server = spawn(process.execPath, [path.join(home, "bin/yaml-language-server"), "--stdio"], {
  stdio: ["pipe", "pipe", "inherit"],
});

const waiting = new Map();
const told = new Map();
let next = 1;
let received = Buffer.alloc(0);

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function ask(method, params) {
  const id = next++;
  send({ id, method, params });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function take(message) {
  if (message.method === "textDocument/publishDiagnostics") {
    const { uri, diagnostics } = message.params;
    told.get(uri)?.(diagnostics.map((diagnostic) => diagnostic.message));
  } else if (message.method && message.id !== undefined) {
    // What the server asks for, an editor without such a thing answers with nothing.
    send({ id: message.id, result: null });
  } else if (message.id !== undefined) {
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.error) {
      reject?.(new Error(message.error.message));
    } else {
      resolve?.(message.result);
    }
  }
}

server.stdout.on("data", (data) => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const end = received.indexOf("\r\n\r\n");
    const length = /Content-Length: (\d+)/i.exec(received.subarray(0, Math.max(end, 0)).toString());
    if (end < 0 || !length || received.length < end + 4 + Number(length[1])) {
      return;
    }
    const from = end + 4;
    const body = received.subarray(from, from + Number(length[1])).toString();
    received = received.subarray(from + Number(length[1]));
    take(JSON.parse(body));
  }
});

async function look({ uri, text, line, character }) {
  const messages = new Promise((resolve) => told.set(uri, resolve));
  const textDocument = { uri, languageId: "yaml", version: 1, text };
  send({ method: "textDocument/didOpen", params: { textDocument } });
  const place = { textDocument: { uri }, position: { line, character } };
  const completed = await ask("textDocument/completion", place);
  const explained = await ask("textDocument/hover", place);
  const found = { told: await messages };
  send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
  const items = Array.isArray(completed) ? completed : (completed?.items ?? []);
  found.labels = items.map((item) => item.label);
  found.words = explained?.contents?.value ?? "";
  return found;
}

async function main() {
  let input = "";
  for await (const line of createInterface({ input: process.stdin })) {
    input += `${line}\n`;
  }
  await ask("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  send({ method: "initialized", params: {} });
  // No schema but the one that a file names, so nothing is asked for elsewhere.
  const yaml = {
    completion: true,
    hover: true,
    validate: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
  };
  send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml } } });
  const found = [];
  for (const document of JSON.parse(input)) {
    found.push(await look(document));
  }
  process.stdout.write(JSON.stringify(found));
  server.kill();
}

main().catch((error) => {
  console.error(error);
  server.kill();
  process.exit(1);
});
