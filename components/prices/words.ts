export const ACTION_CHOICES = [
  { value: "renew", label: "Renewal" },
  { value: "register", label: "Registration" },
  { value: "transfer", label: "Transfer" },
  { value: "restore", label: "Restore" },
] as const;

export const YEAR_CHOICES = Array.from({ length: 10 }, (_none, index) => ({
  value: String(index + 1),
  label: index === 0 ? "for 1 year" : `for ${index + 1} years`,
}));

export const ALERT_STATE_WORDS = { new: "New", seen: "Seen", decided: "Decided" } as const;

export const DECISION_WORDS: Readonly<Record<string, string>> = {
  renewed: "Renewal planned",
  ceiling: "Ceiling raised",
  let_go: "Let go",
  moved: "To be moved",
  accepted: "Accepted",
};

export const MAIL_WORDS: Readonly<Record<string, string>> = {
  pending: "waits to be sent",
  sending: "is being sent",
  sent: "sent",
  doubtful: "handed over, but the server’s answer was lost: it may have arrived",
  failed: "could not be sent",
  digest: "in the next digest",
};
