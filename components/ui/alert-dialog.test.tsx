// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { AlertDialog } from "./alert-dialog";

afterEach(cleanup);

function show(onConfirm: () => void | Promise<void>) {
  render(
    <AlertDialog
      title="Remove Gandi main?"
      description="412 names are no longer checked."
      confirm="Remove account"
      danger
      typed={{ expected: "Gandi main", label: "Type Gandi main" }}
      trigger={<button type="button">Remove…</button>}
      onConfirm={onConfirm}
    />,
  );
  fireEvent.click(screen.getByText("Remove…"));
}

const field = () => screen.getByLabelText<HTMLInputElement>("Type Gandi main");
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const confirm = () => fireEvent.click(screen.getByRole("button", { name: "Remove account" }));
const isOpen = () => screen.queryByRole("alertdialog") !== null;

test.each([
  "",
  "Gandi",
  "Gandi mainn",
])("nothing happens after “%s” was typed, and the field says why", (typed) => {
  const onConfirm = vi.fn();
  show(onConfirm);
  type(typed);
  confirm();
  expect(onConfirm).not.toHaveBeenCalled();
  expect(field().getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field());
  expect(screen.getByRole("alert").textContent).toContain("Gandi main");
});

test("case and outer spaces are forgiven, and the dialog closes when the work is done", async () => {
  const onConfirm = vi.fn();
  show(onConfirm);
  type("  gandi MAIN ");
  confirm();
  await waitFor(() => expect(isOpen()).toBe(false));
  expect(onConfirm).toHaveBeenCalledTimes(1);
});

test("a refusal is shown inside, what was typed stays, and a second try is possible", async () => {
  const onConfirm = vi
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new Error("Another sync is running."))
    .mockResolvedValueOnce(undefined);
  show(onConfirm);
  type("Gandi main");
  confirm();
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe("Another sync is running."),
  );
  expect(field().value).toBe("Gandi main");
  confirm();
  await waitFor(() => expect(isOpen()).toBe(false));
});

test("while the work runs, a second press does not start it again", async () => {
  let finish: () => void = () => undefined;
  const onConfirm = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  show(onConfirm);
  type("Gandi main");
  confirm();
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Remove account" }).getAttribute("aria-busy")).toBe(
      "true",
    ),
  );
  confirm();
  fireEvent.submit(field());
  expect(onConfirm).toHaveBeenCalledTimes(1);
  finish();
  await waitFor(() => expect(isOpen()).toBe(false));
});

test("a new opening starts with an empty field", async () => {
  show(() => undefined);
  type("Gandi main");
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(isOpen()).toBe(false));
  fireEvent.click(screen.getByText("Remove…"));
  expect(field().value).toBe("");
});
