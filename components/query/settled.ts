import { ApiError, type ApiErrorCode, type ApiFields } from "./api-error";

/** What every server action returns. */
export type Settlement<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ApiErrorCode;
      readonly message: string;
      readonly fields?: ApiFields | undefined;
      readonly requestId?: string | undefined;
      readonly retryAfterSeconds?: number | undefined;
    };

/**
 * Turns an action's refusal into a rejected promise, which is what useMutation understands.
 *
 * @throws ApiError with the refusal's code, message and fields; `unreachable` where the action itself could not be called
 */
export async function settled<T>(answer: Promise<Settlement<T>>): Promise<T> {
  const result = await answer.catch((cause: unknown) => {
    throw new ApiError("unreachable", "The server cannot be reached. Check the connection.", {
      cause,
    });
  });
  if (result.ok) return result.value;
  throw new ApiError(result.code, result.message, result);
}
