import type { AccountDto } from "@/server/accounts/schemas";
import { AgeText } from "../ui/age-text";
import { Status } from "../ui/status";

/** How an account is: icon, word and colour. */
export function AccountState({ account }: { account: AccountDto }) {
  if (account.state === "syncing")
    return (
      <Status tone="info" icon="turning">
        Syncing
      </Status>
    );
  if (account.state === "failing") return <Status tone="bad">{account.failure?.cause}</Status>;
  if (account.state === "waiting")
    return (
      <Status tone="info" icon="clock">
        Waiting for its first sync
      </Status>
    );
  if (account.byHand) return <ByHandState byHand={account.byHand} />;
  return <Status tone="ok">Working</Status>;
}

function ByHandState({ byHand }: { byHand: NonNullable<AccountDto["byHand"]> }) {
  if (!byHand.isStale || !byHand.broughtInAt)
    return (
      <Status tone="plain" icon="dot">
        Kept by hand
      </Status>
    );
  return (
    <Status tone="warn" icon="clock">
      Kept by hand, names from <AgeText value={byHand.broughtInAt} />
    </Status>
  );
}
