import type { ReactNode } from "react";
import type { DomainRow } from "@/server/domains/schemas";
import type { DomainFlag } from "@/server/names/domain-flags";
import { LifecycleStatus } from "../domains/lifecycle-status";
import { AUTO_RENEW_WORDS, LOCK_WORDS } from "../domains/words";
import { AgeText } from "../ui/age-text";
import { DateText } from "../ui/date-text";
import { Flag, type FlagTone } from "../ui/flag";
import { Status } from "../ui/status";
import { Tag } from "../ui/tag";
import type { ColumnKey } from "./columns";
import { nameserverSet } from "./nameserver-set";
import { FLAG_WORDS } from "./words";

const SHOWN = 2;
const TAGS_SHOWN = 1;

/** A word that may be longer than its column; the whole of it on hover. The table clips what has a title. */
const clipped = (text: string) => (
  <span title={text} className="text-ink-3">
    {text}
  </span>
);

const soft = (text: ReactNode) => <span className="text-ink-3">{text}</span>;

/** Our wish first, and beside it the registrar's mode where it is another. */
function AutoRenewCell({ autoRenewWish, autoRenew }: DomainRow) {
  const mode = AUTO_RENEW_WORDS[autoRenew];
  if (autoRenewWish === null) return autoRenew === "on" ? mode : soft(mode);
  const wish = autoRenewWish ? "on" : "off";
  const shown = autoRenewWish ? "On" : soft("Off");
  if (autoRenew === wish || autoRenew === "unknown") return shown;
  return (
    <span className="inline-flex gap-1">
      {shown} <Flag tone="warn">registrar: {mode.toLowerCase()}</Flag>
    </span>
  );
}

function LockCell({ lockState }: DomainRow) {
  const word = LOCK_WORDS[lockState];
  if (lockState === "locked")
    return (
      <Status tone="plain" icon="locked">
        {word}
      </Status>
    );
  if (lockState === "unlocked")
    return (
      <Status tone="warn" icon="unlocked">
        {word}
      </Status>
    );
  return soft(word);
}

function NameserversCell({ nameservers }: DomainRow) {
  const set = nameserverSet(nameservers);
  if (set) return <span title={nameservers?.join("\n")}>{set}</span>;
  return soft(nameservers ? "None" : "Not told");
}

function TagsCell({ tags }: DomainRow) {
  if (tags.length === 0) return null;
  return (
    <span className="inline-flex gap-1">
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {tags.length > TAGS_SHOWN && (
        <span title={tags.slice(TAGS_SHOWN).join(", ")} className="text-12 text-ink-3">
          +{tags.length - TAGS_SHOWN}
        </span>
      )}
    </span>
  );
}

const TOLD_ELSEWHERE: ReadonlySet<DomainFlag> = new Set(["auto_renew_mismatch"]);

type Reason = { readonly key: string; readonly tone: FlagTone; readonly text: ReactNode };

/** What a person should do or see, the most urgent first. */
function reasons({ lifecycle, renewBy, flags }: DomainRow): Reason[] {
  const restore: Reason[] =
    lifecycle === "redemption" && renewBy
      ? [
          {
            key: "restore",
            tone: "bad",
            text: (
              <>
                Restore before <DateText value={renewBy} />
              </>
            ),
          },
        ]
      : [];
  const others = flags
    .filter((flag) => !TOLD_ELSEWHERE.has(flag))
    .map((flag) => ({ key: flag, tone: FLAG_WORDS[flag].tone, text: FLAG_WORDS[flag].word }));
  return [...restore, ...others];
}

function LookCell(row: DomainRow) {
  const found = reasons(row);
  if (found.length === 0) return null;
  return (
    <span className="inline-flex gap-1 max-md:flex-wrap">
      {found.slice(0, SHOWN).map(({ key, tone, text }) => (
        <Flag key={key} tone={tone}>
          {text}
        </Flag>
      ))}
      {found.length > SHOWN && soft(`+${found.length - SHOWN}`)}
    </span>
  );
}

/** What stands in a cell. */
export const CELLS: Readonly<Record<ColumnKey, (row: DomainRow) => ReactNode>> = {
  status: ({ lifecycle }) => <LifecycleStatus lifecycle={lifecycle} />,
  renewBy: ({ renewBy }) => (renewBy ? <DateText value={renewBy} distance /> : soft("No date")),
  autoRenew: AutoRenewCell,
  lock: LockCell,
  nameservers: NameserversCell,
  account: ({ account }) => clipped(account.name),
  partner: ({ partner }) =>
    partner ? clipped(partner.name) : <Flag tone="info">Not assigned</Flag>,
  tags: TagsCell,
  look: LookCell,
  expires: ({ expiresAt }) => (expiresAt ? <DateText value={expiresAt} /> : soft("Not told")),
  dnssec: ({ dnssec }) => (dnssec === null ? soft("Not told") : dnssec ? "Signed" : soft("Off")),
  checked: ({ verifiedAt }) => soft(verifiedAt ? <AgeText value={verifiedAt} /> : "Never"),
};
