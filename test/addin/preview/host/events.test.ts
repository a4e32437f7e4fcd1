// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://localhost:3000/taskpane.html" }
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ExcelHost } from "../../../../addin/preview/host/host.ts";
import { bootExcel } from "../../../support/excel.ts";
import { sheet1 } from "./deductions.ts";

let host: ExcelHost;
beforeAll(async () => {
  host = await bootExcel();
});
beforeEach(() => {
  host.reset();
});

test("a handler hears who wrote: the user or the add-in", async () => {
  const heard: string[] = [];
  await Excel.run(async (context) => {
    sheet1(context).onChanged.add(async ({ address, triggerSource }) => {
      heard.push(`${address} ${triggerSource ?? ""}`);
      return Promise.resolve();
    });
    await context.sync();
  });

  host.userEdits("Sheet1", "B2", "10000");
  await Excel.run(async (context) => {
    sheet1(context).getRange("B3").values = [[2000]];
    await context.sync();
  });

  await vi.waitFor(() => expect(heard).toEqual(["B2 Unknown", "B3 ThisLocalAddin"]));
});

test("a handler that was removed hears nothing more", async () => {
  const heard = vi.fn<() => Promise<void>>().mockResolvedValue();
  const registration = await Excel.run(async (context) => {
    const result = sheet1(context).onSelectionChanged.add(heard);
    await context.sync();
    return result;
  });
  host.userSelects("Sheet1", "C3");
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  await Excel.run(registration.context, async (context) => {
    registration.remove();
    await context.sync();
  });

  host.userSelects("Sheet1", "C4");
  await host.settled();
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(heard).toHaveBeenCalledOnce();
});

test("the selection is the user's", async () => {
  host.reset(["Home", "Deductions"]);
  host.userSelects("Deductions", "B2:C3");

  const address = await Excel.run(async (context) => {
    const range = context.workbook.getSelectedRange().load({ address: true });
    await context.sync();
    return range.address;
  });

  expect(address).toBe("Deductions!B2:C3");
});

test("a ribbon button runs the action that was associated", async () => {
  const pressed = vi.fn<(event: Office.AddinCommands.Event) => void>((event) => {
    event.completed();
  });
  Office.actions.associate("refresh", pressed);

  await host.invokeAction("refresh");

  expect(pressed).toHaveBeenCalledOnce();
  expect(pressed.mock.calls[0]?.[0].source.id).toBe("refresh");
});

test("a button without an action says so", async () => {
  await expect(host.invokeAction("nobody")).rejects.toThrow("nobody");
});

test("a shortcut runs the same action", async () => {
  const pressed = vi.fn<() => void>();
  Office.actions.associate("details", pressed);

  host.invokeShortcut("details");

  await vi.waitFor(() => expect(pressed).toHaveBeenCalledOnce());
});

test("the pane is hidden, shown and heard of; the document opens it by itself", async () => {
  const modes: string[] = [];
  await Office.addin.onVisibilityModeChanged(({ visibilityMode }) => modes.push(visibilityMode));

  await Office.addin.hide();
  await Office.addin.showAsTaskpane();
  await Office.addin.setStartupBehavior(Office.StartupBehavior.load);

  await vi.waitFor(() => expect(modes).toEqual(["Hidden", "Taskpane"]));
  expect(host.pane.visibility).toBe("Visible");
  expect(host.pane.opensWithDocument).toBe(true);
});

test("document settings are saved with the workbook", async () => {
  const { settings } = Office.context.document;
  settings.set("tradebook", { version: 1 });

  const status = await new Promise((resolve) => {
    settings.saveAsync((result) => resolve(result.status));
  });

  expect(status).toBe(Office.AsyncResultStatus.Succeeded);
});
