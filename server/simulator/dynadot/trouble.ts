/** Something an account asked for and does not get. */
export class Trouble extends Error {
  override readonly name = "Trouble";

  /**
   * @param code as REST v2 gives it
   * @param words as they are told in both APIs
   * @param api3 the code and status of API3, where it has ones of its own
   */
  constructor(
    readonly code: number,
    readonly words: string,
    readonly api3: { readonly code: number; readonly status: string } = {
      code: -1,
      status: "error",
    },
  ) {
    super(words);
  }
}

export const notOurs = () => new Trouble(404, "could not find domain in your account");
export const busy = () =>
  new Trouble(
    429,
    "You have reached the maximum allowed requests within the concurrent limit of your account. Please try again later.",
  );
