type FailurePageProps = { title: string; requestId: string | undefined; retry: () => void };

/**
 * What stands in place of a page that failed. Every page carries it with it, so it draws its sign and its button
 * itself and brings no other part along.
 */
export function FailurePage({ title, requestId, retry }: FailurePageProps) {
  return (
    <div role="alert" className="grid justify-items-center px-6 py-10 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-l bg-bad-soft text-bad">
        <svg
          viewBox="0 0 24 24"
          className="size-5"
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          aria-hidden="true"
        >
          <circle cx="12" cy="12" r="10" />
          <path d="M12 8v4M12 16h.01" />
        </svg>
      </span>
      <h1 className="text-14 font-semibold">{title}</h1>
      <p className="mt-1 max-w-110 text-ink-2">
        Something went wrong on our side. Nothing you did was lost.
      </p>
      <button
        type="button"
        className="button button-default mt-4 h-8 px-3 text-13"
        onClick={() => retry()}
      >
        Try again
      </button>
      {requestId && (
        <p className="mt-3 text-12 text-ink-3">
          Request <code className="font-mono select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}
