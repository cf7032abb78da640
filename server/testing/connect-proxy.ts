import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export type ConnectProxy = {
  readonly url: string;
  /** Hosts that tunnels were asked for, with their ports, in order. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
};

const BAD = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n";

/** A forward proxy on loopback that opens tunnels for whoever knows its user name and password. */
export async function startConnectProxy(login: {
  readonly username: string;
  readonly password: string;
}): Promise<ConnectProxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const wanted = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`;
  const server: Server = createServer((_request, response) => response.writeHead(405).end());
  server.on("connect", (request, client: Socket) => {
    open.add(client);
    client.on("error", () => client.destroy());
    if (request.headers["proxy-authorization"] !== wanted) return client.end(BAD);
    asked.push(request.url ?? "");
    const [host = "", port = "0"] = (request.url ?? "").split(":");
    const far = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      far.pipe(client);
      client.pipe(far);
    });
    open.add(far);
    far.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
