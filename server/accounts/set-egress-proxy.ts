import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { invalid, precondition } from "../kernel/errors";
import { read, transact } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { endpointsOf } from "../runtime";
import { assertCallable } from "./by-hand";
import { firstAnswer } from "./credential";
import { checkedProxy, type StoredProxy, storedProxy } from "./egress-proxy";
import * as gates from "./gates/store";
import { type ProxyInput, SetEgressProxyInput } from "./schemas";
import * as store from "./store";
import { spendTest } from "./test-account";

/** What says that the way itself does not work. A registrar that refuses was reached. */
const NO_WAY = new Set(["blocked", "unreachable", "timeout"]);

/**
 * Has an account's registrar reached through a proxy, once a call went through it, or directly again.
 * The password is kept when nothing else changes; with another address or user name it must be typed
 * anew, so that it never goes to a host it was not given for.
 *
 * @throws AppError `not_found`; `invalid_input` on `proxy.url` (`url_refused`, or `unreachable` when no call
 *   came through), `proxy.username`, `proxy.password`; `precondition_failed` for an account that makes
 *   no calls; `rate_limited`
 */
export async function setEgressProxy(
  ctx: ServiceContext,
  input: SetEgressProxyInput,
): Promise<{ accountId: string }> {
  await authorizeProven(ctx, "account.manage");
  const { accountId, proxy } = parsed(SetEgressProxyInput, input);
  const account = await read(ctx, (tx) => store.findAccount(tx, accountId));
  assertCallable(account);
  const next = nextProxy(account, proxy);
  if (next.proxyUrl !== null) await proveWay(ctx, { ...account, ...next });
  return mutate(ctx, "account.manage", async (tx, record) => {
    const { account: before } = await store.lockAccount(tx, accountId);
    await store.saveProxy(tx, accountId, next);
    await record({
      action: "account.changed",
      objectId: accountId,
      objectName: before.name,
      partnerId: null,
      before: snapshot(before),
      after: snapshot(next),
    });
    return { accountId };
  });
}

function nextProxy(
  account: StoredProxy & { readonly id: string },
  proxy: ProxyInput | null,
): StoredProxy {
  if (!proxy) return storedProxy(account.id, null);
  const checked = checkedProxy(proxy);
  const next = storedProxy(account.id, checked);
  if (checked.password || account.proxyPassword === null || !checked.username) return next;
  const isSame = account.proxyUrl === next.proxyUrl && account.proxyUsername === next.proxyUsername;
  if (isSame) return { ...next, proxyPassword: account.proxyPassword };
  throw invalid(
    "proxy.password",
    "required",
    "Enter the password again: the address or the user name is another.",
  );
}

/** A new way deserves a try of its own, whatever the old one came to: the breaker opens again if it fails. */
async function proveWay(ctx: ServiceContext, account: store.Account): Promise<void> {
  if (endpointsOf(account).length === 0)
    throw precondition("This account makes no calls, so there is nothing to send through a proxy.");
  await spendTest(ctx);
  await transact(ctx, (tx) => gates.closeBreakers(tx, account.id));
  const gateway = ctx.registrars.open(account);
  const answer = gateway.ok ? await firstAnswer(gateway.value) : gateway;
  if (!answer.ok && NO_WAY.has(answer.error.code))
    throw invalid("proxy.url", "unreachable", answer.error.message);
}

const snapshot = ({ proxyUrl, proxyUsername, proxyPassword }: StoredProxy) => ({
  proxy: proxyUrl,
  proxyUser: proxyUsername,
  proxyPassword: proxyPassword === null ? "none" : "set",
});
