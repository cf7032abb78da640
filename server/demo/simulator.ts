import { z } from "zod";
import { outboundClient } from "../outbound/client";
import { hostPolicy } from "../outbound/host-policy";

const World = z.object({
  accounts: z.array(
    z.object({
      name: z.string(),
      tokens: z.array(
        z.object({ secret: z.string(), canWrite: z.boolean(), expiresInDays: z.number() }),
      ),
    }),
  ),
});

/** Organisations that own names in the simulated world. */
const OWNERS = ["Northwind Hosting", "Northwind Resale"];
const A_YEAR = 365;

const clientOf = (url: string) =>
  outboundClient({
    baseUrl: `${url}/_sim`,
    policy: hostPolicy({ hosts: [], simulatorOrigin: url, mode: "demo" }),
    secretHeaders: () => ({}),
  });

/** The accounts of the simulated registrar, each with a token that may write and lasts. */
export async function simulatedAccounts(url: string): Promise<{ name: string; token: string }[]> {
  const answer = await clientOf(url).send({ method: "GET", path: "/world", answer: World });
  if (!answer.ok) throw new Error(`The simulator did not tell of its world: ${answer.error.kind}.`);
  return answer.value.body.accounts
    .filter(({ name }) => OWNERS.includes(name))
    .flatMap(({ name, tokens }) => {
      const token = tokens.find(
        ({ canWrite, expiresInDays }) => canWrite && expiresInDays > A_YEAR,
      );
      return token ? [{ name: `Gandi ${name}`, token: token.secret }] : [];
    });
}

/** Has somebody else change a few names at the simulated registrar. Only the first call does. */
export async function drift(url: string): Promise<void> {
  const answer = await clientOf(url).send({
    method: "POST",
    path: "/drift",
    body: {},
    answer: z.unknown(),
  });
  if (!answer.ok) throw new Error(`The simulator did not drift: ${answer.error.kind}.`);
}
