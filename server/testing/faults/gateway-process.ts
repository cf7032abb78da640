import { database } from "@/db/runtime";
import { environment } from "../../kernel/env";
import { unseal } from "../../kernel/seal";
import { DomainName } from "../../names/domain-name";
import { sharedGate } from "../../outbound/shared-gate";
import { gatewayFor } from "../../registrars/registry";
import { baseContext, credentialPlace } from "../../runtime";
import type { Order, Outcome, Told } from "./callers";

// A process of its own that asks registrars what it is told to, through the container that server and
// worker use, until it is killed.

function opened({ account, patienceMs }: Order) {
  if (patienceMs === undefined) return baseContext().registrars.open(account);
  // The container waits as long as a registrar deserves; nobody waits that long for a test.
  const { credentialKeys, mode, simulatorUrl } = environment();
  const place = credentialPlace(account.id);
  const credential: unknown = JSON.parse(
    unseal(credentialKeys.byVersion, account.credential, place),
  );
  return gatewayFor({
    registrar: account.registrar,
    endpoint: account.endpoint,
    credential,
    simulatorUrl: simulatorUrl ?? null,
    mode,
    gateFor: (endpoint, rate) =>
      sharedGate(database(), {
        accountId: account.id,
        endpoint,
        rate,
        rateKey: account.id,
        lane: "interactive",
      }),
    retriesReads: true,
    timeouts: { readMs: patienceMs, paidMs: patienceMs },
  });
}

async function answer(order: Order): Promise<Outcome> {
  const gateway = opened(order);
  if (!gateway.ok) return gateway;
  const name = DomainName.parse(order.name);
  const { renewal, ask } = order;
  if (renewal) return gateway.value.renew({ name, idempotencyKey: "of-the-test", ...renewal });
  if (ask?.method === "register") return gateway.value.register({ name, ...ask.request });
  if (ask?.method === "transferIn") return gateway.value.transferIn({ name, ...ask.request });
  if (ask?.method === "readAuthCode") return gateway.value.readAuthCode(name);
  return gateway.value.readDomain(name);
}

process.on("message", (order: Order) => {
  void answer(order)
    .then((outcome): Told => ({ id: order.id, outcome }))
    .catch((error: unknown): Told => ({ id: order.id, thrown: String(error) }))
    .then((told) => process.send?.(told));
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
