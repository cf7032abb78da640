import type { DomainName } from "../../names/domain-name";
import { askMany, registryOf, unasked } from "../ask-many";
import type { Availability, BulkAsking } from "../gateway";
import type { DynadotAccount } from "./account";
import { batchesOf, checkBatch } from "./search";

/**
 * Asks for all names, in as few calls and as many at once as the account's level allows. Names of one
 * registry share calls as far as that makes no more of them.
 */
export async function checkAvailabilityOf(
  account: DynadotAccount,
  names: readonly DomainName[],
  { onAnswer, signal }: BulkAsking = {},
): Promise<readonly Availability[]> {
  const { threads, search } = account.level;
  const answers = new Map<DomainName, Availability>();
  await askMany(batchesOf(byRegistry(names), search.names), {
    atOnce: threads,
    lineOf: ([first]) => (first ? registryOf(first) : ""),
    ask: (batch) => checkBatch(account, batch, signal),
    take: (batch, answer) => {
      const told = answer.ok ? answer.value : batch.map((name) => unasked(name, answer.error));
      for (const one of told) {
        answers.set(one.name, one);
        onAnswer?.(one);
      }
    },
    signal,
  });
  return names.flatMap((name) => answers.get(name) ?? []);
}

/** Each name once, those of a registry behind its first one. */
function byRegistry(names: readonly DomainName[]): DomainName[] {
  const registries = Map.groupBy(new Set(names), registryOf);
  return [...registries.values()].flat();
}
