import { ApiError, type ApiErrorCode, type ApiFields } from "./api-error";

type Refusal = {
  readonly ok: false;
  readonly code: ApiErrorCode;
  readonly message: string;
  readonly fields?: Readonly<Record<string, readonly { readonly message: string }[]>> | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
};

/** What every server action returns. */
export type Settlement<T> = { readonly ok: true; readonly value: T } | Refusal;

/**
 * Turns an action's refusal into a rejected promise, which is what useMutation understands.
 *
 * @throws ApiError with the refusal's code, message and fields; `unreachable` where the action itself could not be called
 */
export async function settled<T>(answer: Promise<Settlement<T>>): Promise<T> {
  const result = await answer.catch((cause: unknown) => {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError("unreachable", "The server cannot be reached. Check the connection.", {
      cause,
    });
  });
  if (result.ok) return result.value;
  throw new ApiError(result.code, result.message, { ...result, fields: messagesOf(result.fields) });
}

/** Of each field only the sentences: codes are for programs. */
const messagesOf = (fields: Refusal["fields"] = {}): ApiFields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, errors]) => [field, errors.map(({ message }) => message)]),
  );
