import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CONTROL_PREFIX, control } from "./control/control";
import { startDns } from "./dns/start";
import { DynadotDialect } from "./dynadot/dialect";
import { type Exchanges, exchange, readBody } from "./exchange";
import { GandiDialect } from "./gandi/dialect";
import { fileJournal, forgetfulJournal } from "./journal";
import { LogicBoxesDialect } from "./logicboxes/dialect";
import { RequestLog } from "./request-log";
import { RotldDialect } from "./rotld/dialect";
import { ScriptClient } from "./script-client";
import { Scripts } from "./scripts";
import type { Settings } from "./settings";
import { Simulation } from "./simulation";

const LOOPBACK = "127.0.0.1";
const DEFAULT_SEED = "namekeep";

export type SimulatorOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** File that keeps the state between starts; absent: nothing is kept. */
  readonly statePath?: string;
  /** Chooses names, dates and delegations of the portfolio. */
  readonly seed?: string;
  readonly settings?: Partial<Settings>;
  readonly clock?: () => Date;
};

export type RunningSimulator = {
  readonly url: string;
  readonly script: ScriptClient;
  close(): Promise<void>;
};

/**
 * Starts the registrar simulator on loopback.
 * @throws when the port is taken or the state file cannot be read
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const journal = options.statePath ? fileJournal(options.statePath) : forgetfulJournal();
  const sim = new Simulation({
    journal,
    clock: options.clock ?? (() => new Date()),
    seed: options.seed ?? DEFAULT_SEED,
    settings: options.settings ?? {},
  });
  const parts: Exchanges = {
    sim,
    dialects: [
      new GandiDialect(sim),
      new RotldDialect(sim),
      new DynadotDialect(sim),
      new LogicBoxesDialect(sim),
    ],
    scripts: new Scripts(),
    log: new RequestLog(),
  };
  const server = createServer((message, to) => void listen(parts, message, to));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${LOOPBACK}:${port}`;
  const closeDns = await startDns(sim, port);
  const close = async () => {
    closeDns();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    journal.close();
  };
  return { url, script: new ScriptClient(url), close };
}

async function listen(
  parts: Exchanges,
  message: IncomingMessage,
  to: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(message.url ?? "/", `http://${message.headers.host ?? LOOPBACK}`);
    const isControl = url.pathname.startsWith(`${CONTROL_PREFIX}/`);
    await (isControl
      ? answerControl(parts, { message, url, to })
      : exchange(parts, { message, url, to }));
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
    if (!to.headersSent) to.writeHead(500).end();
  }
}

async function answerControl(
  parts: Exchanges,
  { message, url, to }: { message: IncomingMessage; url: URL; to: ServerResponse },
): Promise<void> {
  const { status, headers, body } = control(parts, {
    method: message.method ?? "GET",
    url,
    headers: message.headers,
    body: await readBody(message),
    remoteAddress: message.socket.remoteAddress ?? "",
  });
  to.writeHead(status, headers).end(body);
}
