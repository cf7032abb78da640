export type DigestChallenge = {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** As the server wrote it, to be repeated; absent where it wrote none. */
  readonly algorithm: string | undefined;
  readonly hash: "md5" | "sha256";
  /** False towards servers of the time before qop. @see RFC 2617 §3.2.2.1 */
  readonly hasQop: boolean;
};

type Challenge = { readonly scheme: string; readonly parameters: Map<string, string> };

const TOKEN = "[!#$%&'*+.^_`|~\\w-]+";
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))`, "y");
const SCHEME = new RegExp(`(${TOKEN})(?=[\\s,]|$)`, "y");
const TOKEN68 = /[\w.~+/-]+=*(?=\s*(?:,|$))/y;
const GAP = /[\s,]*/y;

const HASHES: ReadonlyMap<string, DigestChallenge["hash"]> = new Map([
  ["md5", "md5"],
  ["sha-256", "sha256"],
]);

/**
 * The first challenge of a WWW-Authenticate header that can be answered: Digest with MD5 or SHA-256,
 * with `qop=auth` or without any; null when there is none.
 *
 * @param header may hold challenges of several schemes
 * @see RFC 7616 §3.3 and §3.7, RFC 9110 §11.6.1
 */
export function digestChallengeIn(header: string): DigestChallenge | null {
  for (const challenge of challengesIn(header)) {
    const answerable = challenge.scheme === "digest" ? answerableOf(challenge.parameters) : null;
    if (answerable) return answerable;
  }
  return null;
}

function answerableOf(parameters: ReadonlyMap<string, string>): DigestChallenge | null {
  const realm = parameters.get("realm");
  const nonce = parameters.get("nonce");
  const algorithm = parameters.get("algorithm");
  const opaque = parameters.get("opaque");
  const hash = HASHES.get((algorithm ?? "MD5").toLowerCase());
  const qops = parameters
    .get("qop")
    ?.toLowerCase()
    .split(/[\s,]+/);
  if (realm === undefined || !nonce || !hash || qops?.includes("auth") === false) return null;
  const isPlain = [realm, nonce, opaque ?? ""].every((text) => /^[\x20-\x7e]*$/.test(text));
  return isPlain ? { realm, nonce, opaque, algorithm, hash, hasQop: qops !== undefined } : null;
}

/** Reads as far as the header keeps to its grammar; what follows is not guessed at. */
function challengesIn(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  const reader = { at: 0 };
  const next = (pattern: RegExp) => {
    pattern.lastIndex = reader.at;
    const found = pattern.exec(header);
    if (found) reader.at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    next(GAP);
    const current = challenges.at(-1);
    const parameter = current ? next(PARAMETER) : null;
    if (parameter) {
      const [, name = "", quoted, bare = ""] = parameter;
      current?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? bare);
      continue;
    }
    const scheme = next(SCHEME)?.[1];
    if (scheme) challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    else if (!next(TOKEN68)) return challenges;
  }
}
