import { DomainName, type HostName } from "../names/domain-name";
import type { Accepted, Answer, RegistrarGateway } from "../registrars/gateway";
import type { Intent, IntentSecrets } from "./intents";
import { sendDelegation } from "./send-delegation";

const hosts = (names: readonly string[]) => names as readonly HostName[];

/**
 * Sends one change to its registrar, once. What may be sent, and whether it may be sent again, is decided
 * elsewhere.
 *
 * @param key names the intent; registrars that know such keys get it
 */
export function send(
  gateway: RegistrarGateway,
  { name, key }: { readonly name: string; readonly key: string },
  intent: Intent,
  { authCode = "", contacts = {} }: IntentSecrets,
): Answer<Accepted> {
  const change = { name: DomainName.parse(name), idempotencyKey: key };
  switch (intent.kind) {
    case "register": {
      const { nameservers, isPremium = false, ...price } = intent.params;
      const order = { ...change, ...price, contacts, nameservers: hosts(nameservers) };
      return gateway.register({ ...order, acceptsPremium: isPremium });
    }
    case "renew":
      return gateway.renew({ ...change, ...intent.params });
    case "transfer_in": {
      const { nameservers, periodYears, expectedPriceMinor, currency } = intent.params;
      const kept = nameservers ? { nameservers: hosts(nameservers) } : {};
      // Where no price was told, none was agreed to: an adapter that knows one refuses.
      const price = { expectedPriceMinor: expectedPriceMinor ?? 0, currency: currency ?? "EUR" };
      return gateway.transferIn({ ...change, periodYears, ...price, ...kept, authCode, contacts });
    }
    case "nameserver_update":
      return sendDelegation(gateway, change, intent.params);
    case "ds_update":
      return gateway.deleteDs(change);
    case "lock_update":
      return gateway.setTransferLock({ ...change, locked: intent.params.locked });
    case "auto_renew_update":
      return gateway.setAutoRenew({ ...change, enabled: intent.params.enabled });
    case "whois_update":
      return gateway.setPrivacy({ ...change, enabled: intent.params.enabled });
    case "contact_update":
      return gateway.updateContacts({ ...change, contacts });
  }
}
