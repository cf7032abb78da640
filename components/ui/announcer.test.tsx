// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { AnnouncerProvider, useAnnounce } from "./announcer";

afterEach(cleanup);

function Speaker() {
  const announce = useAnnounce();
  return (
    <>
      <button type="button" onClick={() => announce("Sorted by name.")}>
        sort
      </button>
      <button type="button" onClick={() => announce("The sync failed.", "assertive")}>
        fail
      </button>
    </>
  );
}

const region = (urgency: string) => {
  const found = document.querySelectorAll(`[aria-live="${urgency}"]`);
  expect(found).toHaveLength(1);
  return [...(found[0]?.children ?? [])];
};

function show() {
  render(
    <AnnouncerProvider>
      <Speaker />
    </AnnouncerProvider>,
  );
}

test("both regions are there before anything is said, since a region that comes with its text is not read", () => {
  show();
  expect(region("polite")).toHaveLength(0);
  expect(region("assertive")).toHaveLength(0);
});

test("saying the same thing twice adds a second node, so it is read twice", () => {
  show();
  fireEvent.click(screen.getByText("sort"));
  const [first] = region("polite");
  fireEvent.click(screen.getByText("sort"));
  expect(region("polite").map((node) => node.textContent)).toEqual([
    "Sorted by name.",
    "Sorted by name.",
  ]);
  expect(region("polite")[0]).toBe(first);
});

test("an error is said in the assertive region only", () => {
  show();
  fireEvent.click(screen.getByText("fail"));
  expect(region("assertive").map((node) => node.textContent)).toEqual(["The sync failed."]);
  expect(region("polite")).toHaveLength(0);
});

test("old messages leave the page", () => {
  show();
  for (let said = 0; said < 9; said += 1) fireEvent.click(screen.getByText("sort"));
  expect(region("polite")).toHaveLength(3);
});
