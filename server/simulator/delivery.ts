import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { ScriptAction } from "./scripts";
import type { SimResponse } from "./wire";

export type Outcome = { readonly status: number | null; readonly outcome: string };

type Kill = (pid: number) => void;

/**
 * Sends `response`, or as much of it as `action` lets through.
 * @returns how the exchange ended, for the request log
 */
export async function deliver(
  to: ServerResponse,
  response: SimResponse,
  action: ScriptAction | undefined,
  kill: Kill,
): Promise<Outcome> {
  switch (action?.kind) {
    case "never_answer":
      return { status: null, outcome: "never_answer" };
    case "reset":
      to.socket?.resetAndDestroy();
      return { status: null, outcome: "reset" };
    case "cut":
      await sendPart(to, head(response), Buffer.from(response.body).subarray(0, action.afterBytes));
      return { status: null, outcome: "cut" };
    case "kill":
      return deliverAndKill(to, response, action, kill);
    case "delay":
    case "status":
      send(to, response);
      return { status: response.status, outcome: action.kind };
    default:
      send(to, response);
      return { status: response.status, outcome: "answered" };
  }
}

async function deliverAndKill(
  to: ServerResponse,
  response: SimResponse,
  { at, pid }: { at: string; pid: number },
  kill: Kill,
): Promise<Outcome> {
  const body = Buffer.from(response.body);
  if (at === "after_status_line") {
    await write(to.socket, statusLine(response));
    kill(pid);
    await sendPart(to, headers(response), body);
  } else if (at === "after_half_body") {
    const half = Math.ceil(body.length / 2);
    await write(to.socket, Buffer.concat([head(response), body.subarray(0, half)]));
    kill(pid);
    await sendPart(to, Buffer.alloc(0), body.subarray(half));
  } else {
    send(to, response);
  }
  return { status: response.status, outcome: `kill ${at}` };
}

function send(to: ServerResponse, response: SimResponse): void {
  const { status, headers: own, body } = response;
  const length = status === 204 ? {} : { "content-length": `${Buffer.byteLength(body)}` };
  to.writeHead(status, { ...own, ...length });
  to.end(body);
}

/** Writes past the HTTP layer, then ends the connection in good order. */
async function sendPart(to: ServerResponse, first: Buffer, rest: Buffer): Promise<void> {
  await write(to.socket, Buffer.concat([first, rest]));
  to.socket?.destroySoon();
}

function write(socket: Socket | null, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (!socket || socket.destroyed || bytes.length === 0) resolve();
    else socket.write(bytes, () => resolve());
  });
}

const head = (response: SimResponse) => Buffer.concat([statusLine(response), headers(response)]);

const statusLine = ({ status }: SimResponse) =>
  Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`);

function headers({ headers: own, body }: SimResponse): Buffer {
  const all = { ...own, "content-length": `${Buffer.byteLength(body)}`, connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${lines.join("")}\r\n`);
}
