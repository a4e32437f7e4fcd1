// @vitest-environment jsdom
import { expect, test } from "vitest";
import { expectAccessible, renderPane } from "./render-pane.tsx";

test("Diagnostics shows the text for support and copies it", async () => {
  const { screen, press } = renderPane({ view: { at: "diagnostics" } });
  const text = await screen.findByRole("textbox", { name: "Diagnostics" });
  expect(text).toHaveProperty("value", "Tradebook 0.1.0");
  await expectAccessible();

  await press("Copy");

  expect(await screen.findByText("Copied.")).toBeTruthy();
});

test("Account shows the roles and the company's rules", async () => {
  const { screen } = renderPane({ view: { at: "account" } });

  expect(await screen.findByText("2 % of what is expected")).toBeTruthy();
  expect(screen.getByText("up to 25,000.00")).toBeTruthy();
  await expectAccessible();
});

test("every view can be reached from the menu by keyboard", async () => {
  const { screen, user } = renderPane({ view: { at: "account" } });
  await screen.findByText("Rules of Prairie Pantry");

  screen.getByRole("button", { name: "Menu" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("menuitem", { name: "Activity" });
  await expectAccessible();
  screen.getByRole("menuitem", { name: "Diagnostics" }).focus();
  await user.keyboard("{Enter}");

  expect(await screen.findByRole("heading", { name: "Diagnostics", level: 1 })).toBeTruthy();
});

test("Activity before any posting says what comes first", async () => {
  const { screen } = renderPane({ view: { at: "activity" } });

  expect(await screen.findByText(/Nothing was posted from this workbook/)).toBeTruthy();
  await expectAccessible();
});
