import { parseArgs } from "node:util";

/** What was asked for on the command line. */
export type Command =
  | { readonly name: "help" }
  | (Common & {
      readonly name: "sync";
      /** One name; null: those that are most urgent. */
      readonly domain: string | null;
      readonly limit: number | null;
      readonly partner: string | null;
      readonly registrar: string | null;
      readonly isDryRun: boolean;
    })
  | (Common & {
      readonly name: "status";
      readonly days: number | null;
      readonly isAll: boolean;
      readonly limit: number | null;
    })
  | (Common & { readonly name: "prices"; readonly registrar: string | null });

type Common = { readonly isForced: boolean; readonly isJson: boolean };

/** The command line is not one we know; the message says what is wrong with it. */
export class UsageError extends Error {}

const OPTIONS = {
  force: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  all: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  limit: { type: "string" },
  days: { type: "string" },
  partner: { type: "string" },
  registrar: { type: "string" },
} as const;
type Option = keyof typeof OPTIONS;

/** What each command understands; anything else given to it is a mistake, not a wish to be ignored. */
const KNOWN: Readonly<Record<"sync" | "status" | "prices", readonly Option[]>> = {
  sync: ["force", "json", "dry-run", "limit", "partner", "registrar"],
  status: ["force", "json", "days", "all", "limit"],
  prices: ["force", "json"],
};
const isKnown = (word: string): word is keyof typeof KNOWN => Object.hasOwn(KNOWN, word);

type Values = ReturnType<typeof parsedArgs>["values"];

function parsedArgs(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function whole(option: string, text: string | undefined, least: number, most: number) {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${option} takes a whole number from ${least} to ${most}, not “${text}”.`);
}

function refuseForeign(command: keyof typeof KNOWN, values: Values): void {
  for (const option of Object.keys(OPTIONS) as Option[]) {
    const isGiven = values[option] !== undefined && values[option] !== false;
    if (isGiven && !KNOWN[command].includes(option))
      throw new UsageError(`“${command}” does not know --${option}.`);
  }
}

function syncCommand(rest: readonly string[], values: Values): Command {
  const [what, domain, ...more] = rest;
  if (what !== undefined && what !== "name")
    throw new UsageError(`“sync ${what}” is not a command. One name is: sync name ${what}`);
  if (what === "name" && !domain) throw new UsageError("Say which name: sync name example.com");
  if (more.length > 0) throw new UsageError(`There is one name too many: ${more.join(" ")}`);
  const foreign = (["limit", "partner", "registrar"] as const).find((option) => values[option]);
  if (domain && foreign) throw new UsageError(`One name is not narrowed further by --${foreign}.`);
  return {
    name: "sync",
    domain: domain ?? null,
    limit: whole("limit", values.limit, 1, 100_000),
    partner: values.partner ?? null,
    registrar: values.registrar ?? null,
    isDryRun: values["dry-run"],
    isForced: values.force,
    isJson: values.json,
  };
}

function statusCommand(rest: readonly string[], values: Values): Command {
  if (rest.length > 0) throw new UsageError(`“status” takes no name: ${rest.join(" ")}`);
  if (values.all && values.days !== undefined)
    throw new UsageError("Give --days or --all, not both.");
  return {
    name: "status",
    days: whole("days", values.days, 0, 3_660),
    isAll: values.all,
    limit: whole("limit", values.limit, 1, 100_000),
    isForced: values.force,
    isJson: values.json,
  };
}

function pricesCommand(rest: readonly string[], values: Values): Command {
  const [registrar, ...more] = rest;
  if (more.length > 0) throw new UsageError(`There is one registrar too many: ${more.join(" ")}`);
  return {
    name: "prices",
    registrar: registrar ?? null,
    isForced: values.force,
    isJson: values.json,
  };
}

const READERS = { sync: syncCommand, status: statusCommand, prices: pricesCommand };

/**
 * Reads a command line, without the program's own name.
 *
 * @throws UsageError for what no command understands
 */
export function readCommand(argv: readonly string[]): Command {
  const { values, positionals } = parsedArgs(argv);
  const [word, ...rest] = positionals;
  if (values.help || word === undefined || word === "help") return { name: "help" };
  if (!isKnown(word)) throw new UsageError(`There is no command “${word}”.`);
  refuseForeign(word, values);
  return READERS[word](rest, values);
}

export const HELP = `namekeep: reads names and prices from registrars

  sync name <domain>   reads one name
  sync                 reads the names that are most urgent
  status               reads the status and expiry of names, with as few calls as can be
  prices [registrar]   asks registrars for their prices

Options
  --force              also what was read a moment ago
  --limit <n>          sync, status: at most so many names
  --partner <slug>     sync: names of one partner
  --registrar <kind>   sync: names at one registrar, such as gandi
  --dry-run            sync: asks the registrar, writes nothing, tells what differs
  --days <n>           status: names that expire within so many days
  --all                status: every name
  --json               one JSON document instead of words
  --help               this

It ends with 0 when all went well, 1 when something failed or was not reached, 2 when it was not understood,
and 130 after Ctrl-C: what was read until then stays.
`;
