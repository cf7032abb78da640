import { err } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Availability, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { batchesOf, checkBatch } from "./search";

/** After one of these, asking for further names would bring the same answer, or a ban. */
const HOPELESS: ReadonlySet<string> = new Set([
  "auth_failed",
  "forbidden",
  "rate_limited",
  "blocked",
]);

/** Asks for all names, in as few calls and as many at once as the account's level allows. */
export async function checkAvailabilityOf(
  account: DynadotAccount,
  names: readonly DomainName[],
): Promise<readonly Availability[]> {
  const { threads, search } = account.level;
  const batches = batchesOf(names, search.names);
  const answers: (readonly Availability[])[] = batches.map(() => []);
  const queue = batches.entries();
  let stopper: RegistrarFailure | undefined;
  const worker = async () => {
    for (const [index, batch] of queue) {
      const answer = stopper ? err(stopper) : await checkBatch(account, batch);
      if (!answer.ok && HOPELESS.has(answer.error.code)) stopper ??= answer.error;
      answers[index] = answer.ok ? answer.value : unknown(batch, answer.error);
    }
  };
  await Promise.all(Array.from({ length: threads }, worker));
  return answers.flat();
}

const unknown = (names: readonly DomainName[], { message }: RegistrarFailure): Availability[] =>
  names.map((name) => ({ name, state: "unknown", evidence: message }));
