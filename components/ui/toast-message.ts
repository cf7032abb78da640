export type ToastTone = "ok" | "bad" | "info";

export type ToastMessage = {
  title: string;
  description?: string;
  tone?: ToastTone;
  /** Usually Undo; the message then stays for ten seconds. */
  action?: { label: string; run: () => void };
};
