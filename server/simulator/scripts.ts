import { domainToASCII } from "node:url";
import { z } from "zod";
import { globToRegExp } from "./glob";

/** The instants of an exchange at which a process can be killed. */
export const KILL_POINTS = [
  /** The request line and headers are read, the body is not. */
  "first_byte_read",
  /** The whole request is read, nothing is answered. */
  "request_complete",
  "after_status_line",
  "after_half_body",
] as const;

const REGEXP_MARK = "re:";

/** Process ids a script may name: never 0, 1 or a group. */
const Pid = z.int().min(2);

const Action = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("delay"), ms: z.int().min(0).max(600_000) }),
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    /** A string is sent as it is, anything else as JSON. Absent: the registrar's own words. */
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    /** The body is made this long with blanks at its end. */
    padToBytes: z.int().min(0).max(16_777_216).optional(),
    /** Whether the request is carried out although it is answered like this. */
    processed: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("cut"),
    /** Bytes of the body that are sent before the connection ends. */
    afterBytes: z.int().min(0),
    processed: z.literal(true).default(true),
  }),
  z.strictObject({ kind: z.literal("reset"), processed: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal("never_answer"), processed: z.boolean().default(true) }),
  z.strictObject({
    kind: z.literal("kill"),
    pid: Pid,
    at: z.enum(KILL_POINTS),
    /** Absent: carried out unless the process dies at the first byte. */
    processed: z.boolean().optional(),
  }),
]);

/** A rule of what happens to the n-th request that looks like this. */
export const Script = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      /** A glob over the path, or a regular expression after `re:`. */
      path: z.string().optional(),
      /** The domain in the path, the query or the body. */
      domain: z
        .string()
        .transform((name) => domainToASCII(name))
        .optional(),
      /** Counted from 1 among the requests that match the rest. */
      nth: z.int().min(1).default(1),
    })
    .default({ nth: 1 }),
  action: Action,
  /** How many requests it hits, one after the other, from the n-th on. */
  times: z.union([z.int().min(1), z.literal("always")]).default(1),
});
export type Script = z.output<typeof Script>;
/** A script as it is sent: what has a default may be left out. */
export type ScriptInput = z.input<typeof Script>;
export type ScriptAction = Script["action"];

export type ScriptReport = {
  readonly id: number;
  readonly script: Script;
  /** Requests that looked like it. */
  readonly matched: number;
  /** Requests it acted on. */
  readonly fired: number;
};

/** What of a request a script can be matched with. */
export type Scriptable = {
  readonly method: string;
  readonly path: string;
  readonly domain: string | null;
};

type Entry = { id: number; script: Script; path: RegExp; matched: number; fired: number };

/** The scripts in force. Each request is counted by every script it matches and hit by the first that is due. */
export class Scripts {
  private entries: Entry[] = [];
  private lastId = 0;

  /** @throws SyntaxError when the path is a regular expression that cannot be read */
  add(script: Script): number {
    this.lastId += 1;
    const path = pathPattern(script.match.path ?? "*");
    this.entries.push({ id: this.lastId, script, path, matched: 0, fired: 0 });
    return this.lastId;
  }

  clear(): void {
    this.entries = [];
  }

  report(): ScriptReport[] {
    return this.entries.map(({ id, script, matched, fired }) => ({ id, script, matched, fired }));
  }

  /**
   * The action for `request`, if one is due. `phase` "head" asks only scripts that act before the
   * body is read, "whole" all others, so that each script counts a request once.
   */
  due(request: Scriptable, phase: "head" | "whole"): ScriptAction | undefined {
    const matching = this.entries.filter(
      (entry) => phaseOf(entry.script) === phase && matches(entry, request),
    );
    for (const entry of matching) entry.matched += 1;
    const due = matching.find(isDue);
    if (!due) return undefined;
    due.fired += 1;
    return due.script.action;
  }
}

function phaseOf({ action }: Script): "head" | "whole" {
  return action.kind === "kill" && action.at === "first_byte_read" ? "head" : "whole";
}

function matches({ script, path }: Entry, request: Scriptable): boolean {
  const { method, domain } = script.match;
  return (
    (method === undefined || method.toUpperCase() === request.method) &&
    (domain === undefined || domain === request.domain) &&
    path.test(request.path)
  );
}

function isDue({ script, matched, fired }: Entry): boolean {
  const isSpent = script.times !== "always" && fired >= script.times;
  return matched >= script.match.nth && !isSpent;
}

function pathPattern(text: string): RegExp {
  return text.startsWith(REGEXP_MARK)
    ? new RegExp(text.slice(REGEXP_MARK.length))
    : globToRegExp(text);
}
