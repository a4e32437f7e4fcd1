// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { makeRibbon, type RibbonEvents } from "../../../addin/preview/ribbon.ts";
import type { RibbonTab } from "../../../addin/preview/ribbon-manifest.ts";
import { startWithEmptyPage } from "./empty-page.ts";

startWithEmptyPage();

const run = (functionName: string) => ({ kind: "run", functionName }) as const;

describe("the ribbon", () => {
  const icons = { small: "", large: "", huge: "" };
  const face = (id: string) => ({ id, label: id, icons, tip: { title: id, text: `${id} it.` } });
  const TABS: RibbonTab[] = [
    {
      id: "TPM",
      label: "TPM",
      groups: [
        {
          id: "G",
          label: "Edit",
          icons,
          controls: [
            { ...face("Publish"), kind: "button", act: run("publish") },
            {
              ...face("Discard"),
              kind: "menu",
              items: [{ ...face("Row"), kind: "button", act: run("discardRow") }],
            },
          ],
        },
      ],
    },
  ];
  const show = () => {
    const act = vi.fn<RibbonEvents["act"]>();
    document.body.append(makeRibbon(TABS, { act }));
    return act;
  };

  test("a button runs its function", () => {
    const act = show();

    fireEvent.click(screen.getByRole("button", { name: "Publish" }));

    expect(act).toHaveBeenCalledWith({ kind: "run", functionName: "publish" });
  });

  test("a menu opens its items, and a click on one runs it and closes the menu", () => {
    const act = show();

    fireEvent.click(screen.getByRole("button", { name: "Discard" }));
    fireEvent.click(screen.getByRole("menuitem", { name: "Row" }));

    expect(act).toHaveBeenCalledWith({ kind: "run", functionName: "discardRow" });
    expect(screen.queryByRole("menu")).toBeNull();
  });

  test("a control is described by its explanation", () => {
    show();

    const described = screen.getByRole("button", { name: "Publish", description: "Publish it." });

    expect(described.id).toBe("Publish");
  });

  test("one control of the toolbar is in the tab order", () => {
    show();

    const stops = [...screen.getByRole("toolbar").querySelectorAll("button")].filter(
      (button) => button.tabIndex === 0,
    );

    expect(stops.map((stop) => stop.id)).toEqual(["Publish"]);
  });
});
