// @vitest-environment jsdom
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { Refusal } from "../../../shared/refusal.ts";
import { memoryApi } from "./memory-api.ts";
import { expectAccessible, renderPane } from "./render-pane.tsx";
import { aMe } from "./samples.ts";

test("a development server offers people of two companies, under a red strip", async () => {
  const asked: unknown[] = [];
  const api = memoryApi({
    signIn: (as) => {
      asked.push(as);
      return Promise.resolve(
        aMe({ name: "Kim", tenant: { ...aMe().tenant, name: "Harbor Snacks" } }),
      );
    },
  });
  const { screen, user, press } = renderPane({ me: null, api });
  await screen.findByText(/DEV · demo companies/);
  await expectAccessible();

  await user.click(screen.getByRole("radio", { name: "Harbor Snacks" }));
  await press(/^Sign in as Approver/);

  await screen.findByText("DEV · Harbor Snacks · demo data");
  expect(asked).toEqual([{ tenant: "second", persona: "approver" }]);
});

test("any other server is told apart in words, with whom to ask", async () => {
  const api = memoryApi({ offersDevIdentities: () => Promise.resolve(false) });
  const { screen } = renderPane({ me: null, api });

  const alert = await screen.findByRole("alert");

  expect(alert.textContent).toMatch(/Ask your Tradebook administrator/);
  await expectAccessible();
});

test("a sign-in that is refused says why and can be tried again", async () => {
  const api = memoryApi({
    signIn: () =>
      Promise.reject(
        new Refusal("USER_DISABLED", "Finn may not sign in to Prairie Pantry any more."),
      ),
  });
  const { screen, press } = renderPane({ me: null, api });

  await press(/^Sign in as Finance/);

  await screen.findByText("Finn may not sign in to Prairie Pantry any more.");
  expect(screen.getByRole("button", { name: /^Sign in as Finance/ })).toBeTruthy();
});

test("a server out of reach can be looked for again", async () => {
  let isDown = true;
  const offersDevIdentities = () =>
    isDown ? Promise.reject(new Error("Tradebook cannot be reached.")) : Promise.resolve(true);
  const { screen, press } = renderPane({ me: null, api: memoryApi({ offersDevIdentities }) });
  await screen.findByText("Tradebook cannot be reached.");

  isDown = false;
  await press("Try again");

  expect(await screen.findByRole("button", { name: /^Sign in as Finance/ })).toBeTruthy();
});

test("a ribbon button pressed before signing in is done right after it", async () => {
  const { ribbon, shown, workbook, screen, press } = renderPane({ me: null });
  await act(ribbon.getDeductions);
  expect(shown).toEqual(["getData"]);

  await press(/^Sign in as Finance/);

  await screen.findByText("1 deduction in the sheet.");
  expect(workbook.claims).toHaveLength(1);
});

test("Accept suggestion waits for the sign-in, because it needs the company's tolerance", async () => {
  const { ribbon, screen, press } = renderPane({ me: null });
  await act(ribbon.acceptSuggestion);

  await press(/^Sign in as Finance/);

  expect(await screen.findByText(/No deduction is selected/)).toBeTruthy();
});

test("when the session ends by itself, the pane says so and comes back to the same view", async () => {
  const { pane, screen, press } = renderPane({ view: { at: "account" } });
  await screen.findByText("Rules of Prairie Pantry");

  act(() => pane.signedOut("Your session ended. Sign in again."));
  await screen.findByText("Your session ended. Sign in again.");
  await press(/^Sign in as Finance/);

  expect(await screen.findByText("Rules of Prairie Pantry")).toBeTruthy();
});

test("signing out forgets the person and asks again", async () => {
  let isOut = false;
  const api = memoryApi({
    signOut: () => {
      isOut = true;
    },
  });
  const { screen, press } = renderPane({ api, view: { at: "account" } });

  await press("Sign out or switch");

  await screen.findByRole("button", { name: /^Sign in as Finance/ });
  expect(isOut).toBe(true);
});
