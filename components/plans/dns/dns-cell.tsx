import type { RowDns } from "@/server/plans/schemas";
import { DateText } from "../../ui/date-text";
import { Status } from "../../ui/status";
import { dnsLook, serverText } from "./words";

/** What the DNS says of a name that is to have other nameservers: the verdict first, then why, then each server. */
export function DnsCell({ dns }: { dns: RowDns | null }) {
  if (!dns) return <span className="text-ink-3">–</span>;
  const { tone, icon, word } = dnsLook(dns);
  const isCalm = dns.state === "safe" || dns.waiting !== null;
  return (
    <div className="md:max-w-88">
      <Status tone={tone} icon={icon}>
        {word}
      </Status>
      {dns.waiting?.until && (
        <p className="text-12 text-ink-2">
          until <DateText value={dns.waiting.until} time distance />
        </p>
      )}
      {dns.detail && !isCalm && (
        <p className="text-12 text-ink-2 [overflow-wrap:anywhere]">
          {dns.detail}
          {dns.source && <span className="text-ink-3"> ({dns.source})</span>}
        </p>
      )}
      {dns.servers.length > 0 && (
        <ul className="text-12 text-ink-3">
          {dns.servers.map((server) => (
            <li key={server.host} className="[overflow-wrap:anywhere]">
              <span className="font-mono">{server.host}</span> {serverText(server)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
