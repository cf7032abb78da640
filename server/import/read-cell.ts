import { Notes } from "../domains/schemas";
import { HostName } from "../names/domain-name";
import { type EppStatus, parseEppStatus } from "../names/epp-status";
import { toAscii } from "../names/idna";
import { LIFECYCLES } from "../names/lifecycles";
import { tagIn } from "../names/tag";
import { readDate, type ToldDate } from "./read-date";
import type { DateFormat, ImportField } from "./schemas";

/** What the cells of a record tell, the name apart. A field that is absent, or whose cell is empty, tells nothing. */
export type Told = {
  readonly registeredAt?: ToldDate;
  readonly expiresAt?: ToldDate;
  readonly autoRenew?: boolean;
  readonly nameservers?: readonly string[];
  readonly registrant?: string;
  readonly statuses?: readonly EppStatus[];
  readonly unknownStatuses?: readonly string[];
  readonly tags?: readonly string[];
  readonly notes?: string;
  /** As the file has it: an id or a name. */
  readonly partner?: string;
};

/** What one cell tells, or the rule it breaks. */
export type CellAnswer =
  | { readonly told: Told }
  | { readonly code: string; readonly message: string };

const MOST_NAMESERVERS = 13;
const MOST_REGISTRANT_SIGNS = 200;
const MOST_STATUSES = 30;
const MOST_STATUS_SIGNS = 60;
const MOST_TAGS = 20;

export const wrong = (code: string, message: string): CellAnswer => ({ code, message });

const dated =
  (field: "registeredAt" | "expiresAt") =>
  (text: string, format: DateFormat): CellAnswer => {
    const date = readDate(text, format);
    return date
      ? { told: { [field]: date } }
      : wrong("date", `“${shown(text)}” is no date in the format that was chosen.`);
  };

const YES = new Set(["yes", "y", "on", "true", "1", "enabled", "auto", "automatic", "da", "ja"]);
const NO = new Set(["no", "n", "off", "false", "0", "disabled", "manual", "nu", "nein"]);

function autoRenew(text: string): CellAnswer {
  const word = text.toLowerCase();
  if (word === "unknown") return { told: {} };
  if (!YES.has(word) && !NO.has(word))
    return wrong("value", `“${shown(text)}” says neither yes nor no.`);
  return { told: { autoRenew: YES.has(word) } };
}

function nameservers(text: string): CellAnswer {
  const hosts = text.split(/[\s,;|]+/).filter(Boolean);
  const read = hosts.map((host) => HostName.safeParse(toAscii(host.replace(/\.$/, "")) ?? ""));
  const bad = read.findIndex(({ success }) => !success);
  if (bad !== -1) return wrong("nameserver", `“${shown(hosts[bad] ?? "")}” is no host name.`);
  const unique = [...new Set(read.flatMap(({ data }) => data ?? []))];
  return unique.length > MOST_NAMESERVERS
    ? wrong("too_many", `A name has at most ${MOST_NAMESERVERS} nameservers.`)
    : { told: { nameservers: unique } };
}

const registrant = (text: string): CellAnswer =>
  text.length > MOST_REGISTRANT_SIGNS || /[\n\r\t]/.test(text)
    ? wrong("too_long", `A holder is one line of at most ${MOST_REGISTRANT_SIGNS} signs.`)
    : { told: { registrant: text } };

/** RDAP's "active" is EPP's "ok" (RFC 8056). Our own words for phases follow from the dates. */
const SAME_AS_OK = new Set(["active", "ok"]);
const PHASES: ReadonlySet<string> = new Set(LIFECYCLES);

function status(text: string): CellAnswer {
  const words = text.split(/[\s,;|]+/).filter(Boolean);
  if (words.length > MOST_STATUSES || words.some((word) => word.length > MOST_STATUS_SIGNS))
    return wrong("too_long", "That are too many or too long words for a status.");
  const whole = parseEppStatus(text);
  if (whole) return { told: { statuses: [whole], unknownStatuses: [] } };
  const known = words.map((word) =>
    SAME_AS_OK.has(word.toLowerCase()) ? ("ok" as const) : parseEppStatus(word),
  );
  const unknown = words.filter((word, at) => !known[at] && !PHASES.has(word.toLowerCase()));
  const statuses = [...new Set(known.filter((one) => one !== null))];
  if (statuses.length === 0 && unknown.length === 0) return { told: {} };
  return { told: { statuses, unknownStatuses: [...new Set(unknown)] } };
}

function tags(text: string): CellAnswer {
  const pieces = /[,;|]/.test(text) ? text.split(/[,;|]/) : text.split(/\s+/);
  const given = pieces.map((piece) => piece.trim()).filter(Boolean);
  const read = given.map((piece) => tagIn(piece));
  const bad = read.indexOf(undefined);
  if (bad !== -1) return wrong("tag", `“${shown(given[bad] ?? "")}” cannot be a tag.`);
  const unique = [...new Set(read.flatMap((tag) => tag ?? []))].sort();
  return unique.length > MOST_TAGS
    ? wrong("too_many", `A name carries at most ${MOST_TAGS} tags.`)
    : { told: { tags: unique } };
}

function notes(text: string): CellAnswer {
  const read = Notes.safeParse(text);
  return read.success
    ? { told: { notes: read.data } }
    : wrong("too_long", read.error.issues[0]?.message ?? "These notes cannot be kept.");
}

const MOST_SHOWN = 60;

/** A piece of a cell in a sentence: never long, never with line ends. */
export const shown = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
};

type CellReader = (text: string, format: DateFormat) => CellAnswer;

/** How a cell is read, by what its column holds. */
export const CELL_READERS: Readonly<Record<Exclude<ImportField, "name">, CellReader>> = {
  registeredAt: dated("registeredAt"),
  expiresAt: dated("expiresAt"),
  autoRenew,
  nameservers,
  registrant,
  status,
  tags,
  notes,
  partner: (text) => ({ told: { partner: text } }),
};
