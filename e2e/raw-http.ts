import { connect } from "node:net";

/**
 * Sends bytes no HTTP client would write, and hands back all that came: the empty text when the server
 * hung up without a word.
 */
export function exchangeBytes(origin: URL, bytes: string): Promise<string> {
  const socket = connect(Number(origin.port), origin.hostname);
  let answer = "";
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    answer += text;
  });
  // A server that refuses while we still write resets the connection; what it said counts.
  socket.on("error", () => undefined);
  socket.setTimeout(15_000, () => socket.destroy());
  socket.write(bytes);
  return new Promise((resolve) => socket.on("close", () => resolve(answer)));
}

/** The status of an answer, or null when there was none. */
export const statusIn = (answer: string): number | null => {
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
  return status ? Number(status) : null;
};
