import type { SignInRefusal } from "./sign-in-request";

const WORDS: Readonly<Record<string, string>> = {
  not_known:
    "Your organisation knows you, but this address has no account here. Ask an administrator to add it.",
  csrf: "The page was open too long. Try once more.",
  unreachable: "The server cannot be reached. Check the connection, then try again.",
  OAuthSignin: "The single sign-on service does not answer. Try again, or use your password.",
  OAuthCallback: "Single sign-on was not completed. Try again, or use your password.",
};

/** A wait as people say it: whole minutes, rounded up, or seconds below one. */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** What a person is told. Unknown address, wrong password and disabled account read alike. */
export function refusalInWords({ code, retryAfterSeconds }: SignInRefusal): string {
  if (isWrongPair(code)) return "This e-mail address and password do not fit together.";
  if (code === "rate_limited")
    return `Too many attempts to sign in. Try again in ${waitInWords(retryAfterSeconds ?? 60)}.`;
  return WORDS[code] ?? "Signing in did not work on our side. Try again shortly.";
}

/** Whether what was typed is the reason, and so worth typing again. */
export const isWrongPair = (code: string): boolean =>
  code === "unauthenticated" || code === "invalid_input";
