import { once } from "node:events";
import { connect } from "node:net";
import { TOKENS } from "../world/accounts";

/** Sends one request without a body, byte by byte as written here, and returns all bytes of the answer. */
export async function rawExchange(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const all = { host, authorization: `Bearer ${TOKENS.main}`, connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  let answer = "";
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    answer += text;
  });
  await once(socket, "close");
  return answer;
}
