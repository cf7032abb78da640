import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

/**
 * A TCP proxy before the simulator that lets reads through. When the first byte of a POST comes, `atPost` is called
 * and nothing of it is passed on.
 */
export async function postGate(
  target: string,
  atPost: () => void,
): Promise<{ url: string; close: () => void }> {
  const { port, hostname } = new URL(target);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on("data", (chunk) => {
      if (!chunk.toString("latin1").startsWith("POST")) return far.write(chunk);
      atPost();
      return near.destroy();
    });
    near.on("close", () => far.destroy());
    // Whoever was killed resets us.
    near.on("error", () => undefined);
    far.on("data", (chunk) => near.write(chunk));
    far.on("close", () => near.destroy());
    far.on("error", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
