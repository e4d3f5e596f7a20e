/** What the walks in TypeScript share: steps that are counted, and the sandbox's own word on what reached it. */

import { deepStrictEqual } from "node:assert/strict";

/** What the environment has under a name, as `openapi/check.sh` sets it. */
export function env(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`the environment has no ${name}`);
  return value;
}

/** A walk along the calls of one API. A step that went otherwise ends it, and the program with it. */
export class Walk {
  passed = 0;

  constructor(readonly api: string) {}

  /** Counts a step that found what was expected. */
  step(what: string, found: unknown, expected: unknown): void {
    deepStrictEqual(found, expected, `${this.api}: ${what}: there was ${JSON.stringify(found)}`);
    this.passed += 1;
  }

  /** The call that reached the sandbox last, and its parameters as they came. */
  async sent(): Promise<unknown> {
    const requests = (await this.control("GET", "requests")) as { call: string; parameters: unknown }[];
    const last = requests.at(-1);
    return [last?.call, last?.parameters];
  }

  /** Asks the sandbox itself, outside of the API. */
  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const name = this.api.toUpperCase();
    const answer = await fetch(env(`${name}_CONTROL_URL`) + path, {
      method,
      headers: { "X-Sandbox-Token": env(`${name}_SANDBOX_TOKEN`), "Content-Type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return answer.json();
  }
}
