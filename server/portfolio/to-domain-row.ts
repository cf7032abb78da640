import type { DomainRow } from "../domains/schemas";
import { iso } from "../kernel/instant";
import { flagsIn } from "../names/domain-flags";
import type { DomainName } from "../names/domain-name";
import type { Lifecycle } from "../names/lifecycles";
import type { OperationKind } from "../operations/kinds";
import type { PortfolioRow } from "./page/store";

/** A row as the browser and the API see it. */
export const toDomainRow = (row: PortfolioRow): DomainRow => ({
  id: row.id,
  name: row.name as DomainName,
  nameUnicode: row.name_unicode,
  tld: row.tld,
  partner:
    row.partner_id && row.partner_name ? { id: row.partner_id, name: row.partner_name } : null,
  account: { id: row.account_id, name: row.account_name },
  lifecycle: row.lifecycle as Lifecycle,
  renewBy: row.renew_by,
  expiresAt: iso(row.expires_at),
  autoRenewWish: row.auto_renew_wish,
  autoRenew: row.auto_renew as DomainRow["autoRenew"],
  lockState: row.lock_state as DomainRow["lockState"],
  nameservers: row.nameservers,
  dnssec: row.dnssec,
  tags: row.tags,
  flags: flagsIn(row.flags),
  isCritical: row.is_critical,
  verifiedAt: iso(row.verified_at),
  pending: row.pending_id
    ? {
        id: row.pending_id,
        kind: row.pending_kind as OperationKind,
        count: row.pending_count ?? 1,
      }
    : null,
});
