import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * What becomes of a connection that comes in: carried on; not taken (nothing listens); taken and reset
 * at once; reset when the first bytes of a request have come; taken and never answered.
 */
export type Way = "carry" | "refuse" | "reset" | "swallow" | "ignore";

type Wire = { readonly near: Socket; readonly far: Socket };

/**
 * A TCP proxy on loopback between callers and a registrar, which breaks connections in ways that a
 * server cannot: below HTTP, before a request is whole, or at a moment of the test's choosing.
 */
export class FaultyProxy {
  private way: Way = "carry";
  private readonly near = new Set<Socket>();
  private held: (() => void)[] | null = null;
  /** Connections whose first bytes came in and went no further. */
  swallowed = 0;

  private constructor(
    private readonly server: Server,
    private readonly port: number,
    private readonly target: URL,
  ) {}

  static async before(target: string): Promise<FaultyProxy> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const proxy = new FaultyProxy(server, port, new URL(target));
    server.on("connection", (socket) => proxy.take(socket));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Does `way` to what comes in from now on. Connections that stand are ended first, in good order; none is held. */
  async go(way: Way): Promise<void> {
    this.held = null;
    await this.endAll();
    if (way === "refuse" && this.way !== "refuse") {
      const closed = once(this.server, "close");
      this.server.close();
      await closed;
    }
    if (way !== "refuse" && this.way === "refuse") {
      this.server.listen(this.port, "127.0.0.1");
      await once(this.server, "listening");
    }
    this.way = way;
  }

  /** Keeps back every byte that callers send, until the returned function lets them through. */
  hold(): () => void {
    const held: (() => void)[] = [];
    this.held = held;
    return () => {
      this.held = null;
      for (const pass of held) pass();
    };
  }

  async close(): Promise<void> {
    for (const socket of this.near) socket.destroy();
    if (!this.server.listening) return;
    const closed = once(this.server, "close");
    this.server.close();
    await closed;
  }

  private take(near: Socket): void {
    this.near.add(near);
    near.on("close", () => this.near.delete(near));
    // A caller that is killed, or that we reset, is no fault of the test.
    near.on("error", () => undefined);
    if (this.way === "carry") this.carry(near);
    if (this.way === "reset") near.resetAndDestroy();
    if (this.way === "swallow")
      near.once("data", () => {
        this.swallowed += 1;
        near.resetAndDestroy();
      });
    if (this.way === "ignore") near.resume();
  }

  private carry(near: Socket): void {
    const far = connect(Number(this.target.port), this.target.hostname);
    const wire: Wire = { near, far };
    near.on("data", (chunk) => this.pass(() => wire.far.write(chunk)));
    near.on("end", () => this.pass(() => wire.far.end()));
    near.on("close", () => far.destroy());
    // What still comes when the caller's side was ended goes nowhere.
    far.on("data", (chunk) => near.writable && near.write(chunk));
    far.on("end", () => near.end());
    // What resets us at the registrar's end resets the caller at ours.
    far.on("error", () => near.resetAndDestroy());
  }

  private pass(send: () => void): void {
    if (this.held) this.held.push(send);
    else send();
  }

  private async endAll(): Promise<void> {
    const all = [...this.near];
    const gone = all.map((socket) => once(socket, "close"));
    for (const socket of all) socket.destroySoon();
    await Promise.all(gone);
  }
}
