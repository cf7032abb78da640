/**
 * The outcome of a check, shaped like the Result of the rooms above. It is declared again here
 * because names stand alone: nothing in this room may import another.
 */
export type Checked<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A text that is what it should be. */
export const accepted = <T>(value: T): Checked<T, never> => ({ ok: true, value });
export const rejected = <E>(error: E): Checked<never, E> => ({ ok: false, error });
