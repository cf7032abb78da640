// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setSingleKeys } from "./shortcut-setting";
import { ShortcutProvider, useShortcuts } from "./shortcuts";

const edit = vi.fn();
const portfolio = vi.fn();

function Page() {
  useShortcuts([
    { keys: "e", label: "Edit", run: edit },
    { keys: "g p", label: "Go to Portfolio", run: portfolio },
  ]);
  return (
    <>
      <input aria-label="text" />
      <input type="checkbox" aria-label="box" />
      <textarea aria-label="lines" />
      <select aria-label="choice" />
      <div role="dialog" aria-label="dialog">
        <button type="button">inside</button>
      </div>
      <button type="button">outside</button>
    </>
  );
}

beforeEach(() => {
  edit.mockReset();
  portfolio.mockReset();
  localStorage.clear();
  render(
    <ShortcutProvider>
      <Page />
    </ShortcutProvider>,
  );
});
afterEach(cleanup);

const press = (key: string, target: Element = document.body, how = {}) =>
  fireEvent.keyDown(target, { key, ...how });

test("a single key acts on the page, on a button and on a checkbox", () => {
  press("e");
  press("e", screen.getByText("outside"));
  press("e", screen.getByLabelText("box"));
  expect(edit).toHaveBeenCalledTimes(3);
});

test.each(["text", "lines", "choice"])("typing into %s is only typing", (label) => {
  press("e", screen.getByLabelText(label));
  press("g", screen.getByLabelText(label));
  press("p", screen.getByLabelText(label));
  expect(edit).not.toHaveBeenCalled();
  expect(portfolio).not.toHaveBeenCalled();
});

test("inside a dialog the page's keys are silent", () => {
  press("e", screen.getByText("inside"));
  expect(edit).not.toHaveBeenCalled();
});

test.each([
  "ctrlKey",
  "metaKey",
  "altKey",
  "isComposing",
  "repeat",
])("a press with %s belongs to the browser", (modifier) => {
  press("e", document.body, { [modifier]: true });
  expect(edit).not.toHaveBeenCalled();
});

test("a key that something else has used already does nothing more", () => {
  const take = (event: Event) => event.preventDefault();
  document.body.addEventListener("keydown", take, { once: true });
  press("e");
  expect(edit).not.toHaveBeenCalled();
});

test("two keys after each other go to a place", () => {
  press("g");
  press("p");
  expect(portfolio).toHaveBeenCalledTimes(1);
});

test("switched off, no single key acts; switched on again, they do", () => {
  setSingleKeys(false);
  press("e");
  expect(edit).not.toHaveBeenCalled();
  setSingleKeys(true);
  press("e");
  expect(edit).toHaveBeenCalledTimes(1);
});

test("keys end with the page that brought them", () => {
  cleanup();
  press("e");
  expect(edit).not.toHaveBeenCalled();
});
