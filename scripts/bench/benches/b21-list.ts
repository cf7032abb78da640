import { type Arena, SMALL } from "../arena";
import { median } from "../load";
import { type Figure, figures } from "../result";
import { withCrew } from "../wire/crew";

const line = figures("B21");
const ACCOUNT = "Northwind Hosting";
const TOKEN = "sim-pat-northwind-main";
const ROWS = 100_000;
/** As the adapter asks for them. */
const FIRST_PAGE = "/v5/domain/domains?page=1&per_page=100";

/** The list of an account with 100,000 names, page by page, each row read and checked. */
export async function b21(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(SMALL);
  const count = arena.isQuick ? ROWS / 10 : ROWS;
  return await withCrew(field, 1, async ({ simulator, workers }) => {
    const [worker] = workers;
    if (!worker) throw new Error("There is no worker.");
    await simulator.generate({ account: ACCOUNT, count });
    const rounds: { ours: number; floor: number }[] = [];
    for (let round = 0; round <= arena.rounds; round += 1) {
      const plain = await worker.do("follow", { path: FIRST_PAGE, token: TOKEN });
      const ours = await worker.do("list", { registrar: "gandi" });
      if (ours.rows !== plain.rows || ours.rows < count)
        throw new Error(`B21: ${ours.rows} rows were read of ${plain.rows}.`);
      // The first warms both up.
      if (round > 0)
        rounds.push({
          ours: (1_000 * ours.rows) / ours.allMs,
          floor: (1_000 * plain.rows) / plain.allMs,
        });
    }
    const ours = median(rounds.map((round) => round.ours));
    const floor = median(rounds.map((round) => round.floor));
    return [
      line({
        what: "100,000 rows of a registrar's list; floor the same pages by a pool of connections alone",
        ours,
        unit: "rows/s",
        floor,
      }),
      line({ what: "share of the floor", ours: ours / floor, unit: "", atLeast: 0.5 }),
    ];
  });
}
