import type { DnsCheckDto, ServerDto } from "@/server/dns/schemas";
import { AgeText } from "../ui/age-text";
import { Notice } from "../ui/notice";
import { Status, type StatusTone } from "../ui/status";

const SERVER_WORDS: Readonly<Record<ServerDto["state"], { tone: StatusTone; word: string }>> = {
  authoritative: { tone: "ok", word: "answers" },
  lame: { tone: "warn", word: "lame" },
  silent: { tone: "warn", word: "silent" },
  no_address: { tone: "warn", word: "no address" },
  unknown: { tone: "muted", word: "not known" },
};

/** How one nameserver answered. */
export function ServerMark({ server }: { server: ServerDto }) {
  const { tone, word } = SERVER_WORDS[server.state];
  const keys =
    server.matches === null ? "" : server.matches ? ", keys match" : ", keys do not match";
  const isOff = server.matches === false;
  return (
    <span className="block text-12">
      <Status tone={isOff ? "bad" : tone}>
        {word}
        {server.serial !== null && `, serial ${server.serial}`}
        {keys}
      </Status>
      {server.reason && <span className="block text-ink-2">{server.reason}</span>}
    </span>
  );
}

const VERDICTS: Readonly<
  Record<DnsCheckDto["verdict"], { tone: "ok" | "bad" | "warn" | "info"; title: string }>
> = {
  safe: { tone: "ok", title: "The delegation is in order." },
  breaks: { tone: "bad", title: "The chain of trust is broken." },
  lame: { tone: "warn", title: "Not every nameserver answers." },
  unknown: { tone: "info", title: "It could not be found out." },
};

type DnsResultProps = {
  check: DnsCheckDto | undefined;
  error: Error | null;
  isBusy: boolean;
};

/** What the DNS said when it was asked last, and when that was. Nothing before anybody asked. */
export function DnsResult({ check, error, isBusy }: DnsResultProps) {
  return (
    <div aria-live="polite" aria-busy={isBusy} className="mt-2 grid gap-2 empty:hidden">
      {error && !isBusy && (
        <Notice tone="bad" title="The DNS was not asked.">
          {error.message}
        </Notice>
      )}
      {check && (
        <>
          <Notice tone={VERDICTS[check.verdict].tone} title={VERDICTS[check.verdict].title}>
            {check.detail}
            {check.source && <span className="text-ink-3"> ({check.source})</span>}
          </Notice>
          <Keys ds={check.ds} />
          <Parent check={check} />
          <p className="text-12 text-ink-3">
            asked <AgeText value={check.checkedAt} />
          </p>
        </>
      )}
    </div>
  );
}

function Keys({ ds }: Pick<DnsCheckDto, "ds">) {
  if (!ds || ds.length === 0) return null;
  return (
    <div className="text-12">
      <p className="text-ink-2">Keys that the zone above vouches for (DS)</p>
      <ul className="font-mono leading-4.5">
        {ds.map(({ keyTag, algorithm, digestType, digest }) => (
          <li key={`${keyTag} ${digest}`} className="[overflow-wrap:anywhere]">
            {keyTag} {algorithm} {digestType} {digest.toUpperCase()}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Parent({ check: { atParent, isSame } }: { check: DnsCheckDto }) {
  if (atParent === null || isSame === null) return null;
  if (isSame)
    return (
      <Status tone="ok" className="text-12">
        The zone above tells the same nameservers
      </Status>
    );
  return (
    <Notice tone="warn" title="The zone above tells other nameservers than the registrar.">
      {atParent.length > 0 ? atParent.join(", ") : "It knows none for this name."}
    </Notice>
  );
}
