type Answers<Asked extends readonly unknown[]> = {
  -readonly [At in keyof Asked]: Awaited<Asked[At]>;
};

/** In a transaction that has failed already PostgreSQL refuses everything with this, whatever it is. */
const REFUSED = "25P02";

const isConsequence = ({ reason }: PromiseRejectedResult): boolean =>
  reason?.cause?.code === REFUSED || reason?.code === REFUSED;

/**
 * Waits for several statements of one transaction that were sent without waiting for each other's answers: PostgreSQL
 * runs them in the order they were sent, and it takes one round trip.
 *
 * @throws what the first of them failed with, once all have ended: what is sent after a transaction has been rolled
 *   back would run outside of it
 */
export async function together<const Asked extends readonly unknown[]>(
  ...asked: Asked
): Promise<Answers<Asked>> {
  const ended = await Promise.allSettled(asked);
  const failed = ended.filter((one) => one.status === "rejected");
  const cause = failed.find((one) => !isConsequence(one)) ?? failed[0];
  if (cause) throw cause.reason;
  return ended.map((one) => (one.status === "fulfilled" ? one.value : undefined)) as Answers<Asked>;
}
