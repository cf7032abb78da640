"use client";

import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useState,
} from "react";
import type { ToastMessage } from "./toast-message";

const LiveToasts = lazy(async () => ({ default: (await import("./live-toasts")).LiveToasts }));

const ToastContext = createContext<((message: ToastMessage) => void) | undefined>(undefined);

/**
 * Says that something local is done, with Undo where there is one. Never the only place a failure is told.
 *
 * @throws Error outside ToastProvider
 */
export function useToast(): (message: ToastMessage) => void {
  const tell = useContext(ToastContext);
  if (!tell) throw new Error("useToast needs ToastProvider above it.");
  return tell;
}

/** Takes the messages; what shows them comes with the first one. Stands once, in the root layout. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<readonly ToastMessage[]>([]);
  const tell = useCallback(
    (message: ToastMessage) => setTold((earlier) => [...earlier, message]),
    [],
  );
  return (
    <ToastContext value={tell}>
      {children}
      {told.length > 0 && (
        <Suspense fallback={null}>
          <LiveToasts told={told} />
        </Suspense>
      )}
    </ToastContext>
  );
}
