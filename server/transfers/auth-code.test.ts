import { describe, expect, test } from "vitest";
import { authCodeProblem, authCodeWarning } from "./auth-code";

describe("an auth code", () => {
  test.each([
    "aB3$%&!\"#'()*+,-./:;<=>?@[\\]^_`{|}~",
    "a&b=c d+e%20",
    "<tag>]]>&amp;",
    " lead ",
    "x".repeat(33),
    "x".repeat(128),
  ])("%j is taken as it is", (code) => {
    expect(authCodeProblem(code)).toBeNull();
  });

  test.each([
    ["", "required"],
    ["12345", "too_short"],
    ["x".repeat(129), "too_long"],
    ["пароль123", "bad_char"],
    ["abc\u0000def", "bad_char"],
    ["abc\r\ndef", "bad_char"],
    ["\u00a0abc123", "bad_char"],
    ["“abc123”", "bad_char"],
    ["abc\u200b123", "bad_char"],
    ["abc–123", "bad_char"],
  ])("%j is refused as %s", (code, problem) => {
    expect(authCodeProblem(code)?.code).toBe(problem);
  });

  test("with a no-break space, or with curly quotes, is told what to do", () => {
    expect(authCodeProblem("\u00a0abc123")?.message).toContain("no-break space");
    expect(authCodeProblem("“abc123”")?.message).toContain("curly quotes");
  });

  test("with blanks at its edges is kept with a warning, with blanks inside without", () => {
    expect(authCodeWarning(" lead")).not.toBeNull();
    expect(authCodeWarning("trail ")).not.toBeNull();
    expect(authCodeWarning("in side")).toBeNull();
  });
});
