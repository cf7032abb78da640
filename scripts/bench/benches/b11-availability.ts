import { z } from "zod";
import { type Arena, SMALL } from "../arena";
import { median } from "../load";
import { type Figure, figures } from "../result";
import { type Crew, withCrew } from "../wire/crew";
import type { Registrar, Told } from "../wire/tasks";

const line = figures("B11");
const NAMES = 5_000;
const PER_CALL = 100;
const TOKEN = "sim-pat-northwind-main";
const KEY = "sim-dynadot-bulk-key";
const TLDS = ["com", "net", "org", "fr"];

/** Availability of 5,000 names: of a registrar that is asked name by name, and of one that takes a hundred. */
export async function b11(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(SMALL);
  return await withCrew(field, 1, async (crew) => {
    const each = await measured(arena, crew, { registrar: "gandi", ...oneByOne(arena) });
    const batches = await measured(arena, crew, { registrar: "dynadot", ...byHundreds(arena) });
    return [
      line({
        what: "(a) 5,000 names, one call a name: all; floor a pool of connections alone",
        ours: each.allMs,
        unit: "ms",
        floor: each.floorMs,
        atMost: 1_200,
      }),
      line({
        what: "(a) its first answer",
        ours: each.firstMs,
        unit: "ms",
        atMost: 100,
      }),
      line({
        what: "(b) 5,000 names, a hundred a call: all; floor a pool of connections alone",
        ours: batches.allMs,
        unit: "ms",
        floor: batches.floorMs,
        atMost: 400,
      }),
      line({ what: "(b) its first answer", ours: batches.firstMs, unit: "ms" }),
    ];
  });
}

type Plan = {
  readonly registrar: Registrar;
  readonly names: readonly string[];
  /** What the floor asks for. */
  readonly paths: readonly string[];
  readonly token?: string;
  /** What an answer of the floor says of each name it is about, in the words of the registrar. */
  readonly said: (body: string) => readonly string[];
};

async function measured(
  arena: Arena,
  { simulator, workers }: Crew,
  { registrar, names, paths, token, said }: Plan,
) {
  const [worker] = workers;
  if (!worker) throw new Error("There is no worker.");
  const floor = () => worker.do("fetch", { paths, ...(token ? { token } : {}) });
  const ours = () => worker.do("check", { registrar, names });
  const rounds: { ours: Told<"check">; floorMs: number }[] = [];
  // One more, that warms both up: registries answer some names only at the second time.
  for (let round = 0; round <= arena.rounds; round += 1) {
    // What a minute allows at the registrar begins anew.
    await simulator.advance(60_000);
    const plain = await floor();
    const checked = await ours();
    const truth = plain.bodies.flatMap((body) => said(body));
    if (round === 0) continue;
    if (JSON.stringify(checked.evidence) !== JSON.stringify(truth))
      throw new Error("B11: the answers differ from what the registrar says.");
    rounds.push({ ours: checked, floorMs: plain.allMs });
  }
  return {
    allMs: median(rounds.map((round) => round.ours.allMs)),
    firstMs: median(rounds.map((round) => round.ours.firstMs)),
    floorMs: median(rounds.map((round) => round.floorMs)),
  };
}

const GandiBody = z.object({
  products: z.array(z.object({ name: z.string(), status: z.string() })),
});

function oneByOne(arena: Arena): Omit<Plan, "registrar"> {
  const names = namesOf(arena, TLDS);
  return {
    names,
    paths: names.map((name) => `/v5/domain/check?name=${name}&processes=create`),
    token: TOKEN,
    said: (body) =>
      GandiBody.parse(JSON.parse(body)).products.map(({ name, status }) => `${name} ${status}`),
  };
}

const DynadotBody = z.object({
  SearchResponse: z.object({
    SearchResults: z.array(z.object({ DomainName: z.string(), Available: z.string() })),
  }),
});

function byHundreds(arena: Arena): Omit<Plan, "registrar"> {
  const names = namesOf(arena, ["com"]);
  const calls = Array.from({ length: names.length / PER_CALL }, (_, call) =>
    names.slice(call * PER_CALL, (call + 1) * PER_CALL),
  );
  const queryOf = (some: readonly string[]) =>
    some.map((name, index) => `domain${index}=${name}`).join("&");
  return {
    names,
    paths: calls.map(
      (some) => `/dynadot/api3.json?command=search&${queryOf(some)}&show_price=1&key=${KEY}`,
    ),
    said: (body) =>
      DynadotBody.parse(JSON.parse(body)).SearchResponse.SearchResults.map(
        ({ DomainName, Available }) => `${DomainName} ${Available}`,
      ),
  };
}

const namesOf = ({ isQuick }: Arena, tlds: readonly string[]) =>
  Array.from(
    { length: isQuick ? NAMES / 10 : NAMES },
    (_, index) => `brightmeadow-${index}.${tlds[index % tlds.length]}`,
  );
