import { createSocket } from "node:dgram";
import { connect, isIP } from "node:net";

/** Where a server of the DNS listens. */
export type Place = { readonly address: string; readonly port: number };

/** A TCP answer is told its length in two bytes first. @see RFC 1035 §4.2.2 */
const LENGTH_BYTES = 2;

/**
 * Sends one message over UDP from a port of its own, and waits for the first answer that `isAnswer` takes; whatever
 * else arrives is passed over, as a forged one would be.
 *
 * @throws what the socket says, or the signal's reason
 * @see RFC 5452 §9.2
 */
export function overUdp(
  { address, port }: Place,
  message: Buffer,
  isAnswer: (answer: Buffer) => boolean,
  signal: AbortSignal,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIP(address) === 6 ? "udp6" : "udp4");
    const end = (settle: () => void) => {
      signal.removeEventListener("abort", onAbort);
      socket.close();
      settle();
    };
    const onAbort = () => end(() => reject(signal.reason));
    if (signal.aborted) return end(() => reject(signal.reason));
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("error", (error) => end(() => reject(error)));
    socket.on("message", (answer) => isAnswer(answer) && end(() => resolve(answer)));
    // Connected, the socket hears only this one server, and is told when nobody listens there.
    socket.connect(port, address, () => socket.send(message));
  });
}

/**
 * Sends one message over TCP, for answers that are too long for UDP.
 *
 * @throws what the socket says, when it ends too early, or the signal's reason
 * @see RFC 7766
 */
export function overTcp(
  { address, port }: Place,
  message: Buffer,
  signal: AbortSignal,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0);
    const socket = connect({ host: address, port });
    const end = (settle: () => void) => {
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      settle();
    };
    const onAbort = () => end(() => reject(signal.reason));
    if (signal.aborted) return end(() => reject(signal.reason));
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("error", (error) => end(() => reject(error)));
    socket.once("close", () => end(() => reject(new Error("The connection ended too early."))));
    socket.on("data", (part) => {
      heard = Buffer.concat([heard, part]);
      if (heard.length < LENGTH_BYTES) return;
      const whole = LENGTH_BYTES + heard.readUInt16BE(0);
      if (heard.length >= whole) end(() => resolve(heard.subarray(LENGTH_BYTES, whole)));
    });
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt16BE(message.length);
    socket.write(Buffer.concat([length, message]));
  });
}
