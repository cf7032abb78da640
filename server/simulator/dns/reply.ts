import type { Answer } from "dns-packet";

export const RCODE = { broken: 2, unknownName: 3, refused: 5 } as const;

export type DnsReply = {
  readonly rcode?: number;
  readonly isAuthoritative?: boolean;
  readonly answers?: readonly Answer[];
  readonly authorities?: readonly Answer[];
};

const TTL_SECONDS = 60;

export const ns = (name: string, data: string): Answer => ({
  type: "NS",
  name,
  ttl: TTL_SECONDS,
  data,
});
export const address = (name: string, data: string): Answer => ({
  type: "A",
  name,
  ttl: TTL_SECONDS,
  data,
});
