import { excelActs } from "./excel-acts.ts";
import { Pane } from "./frame.ts";
import { textAt } from "./grid/choices.ts";
import { parseA1 } from "./host/a1.ts";
import { buildCatalogue } from "./host/catalogue.mjs";
import type { CustomFunctionList } from "./host/custom-functions.ts";
import { ExcelHost } from "./host/host.ts";
import { Page } from "./page.ts";
import { type PaneExit, paneExit } from "./pane-exit.ts";
import { makeRibbon } from "./ribbon.ts";
import { type AddinManifest, type RibbonAct, readManifest } from "./ribbon-manifest.ts";

/** What tests in a browser may do to the preview. */
export interface TradebookPreview {
  readonly host: ExcelHost;
  /** What a cell shows. */
  cellText(sheet: string, address: string): string;
  select(sheet: string, address: string): void;
  /** Types values into cells, as a person would. */
  edit(sheet: string, address: string, values: unknown[][]): void;
}

declare global {
  interface Window {
    tradebookPreview?: TradebookPreview;
  }
}

const root = document.getElementById("page");
if (root) {
  start(root).catch((error: unknown) => {
    console.error(error);
    root.textContent = `The preview did not start: ${error instanceof Error ? error.message : String(error)}`;
  });
}

async function start(page: HTMLElement): Promise<void> {
  const [manifest, catalogue] = await Promise.all([loadManifest(), buildCatalogue()]);
  const host = new ExcelHost({
    catalogue: () => catalogue,
    onUnhandled: (what) => console.warn(`The preview's Excel does not know ${what}`),
  });
  if (manifest.functions) host.registerFunctions(await loadFunctions(manifest.functions));
  const pane = new Pane(
    {
      title: manifest.name,
      address: "/taskpane.html",
      windowName: host.windowName(location.origin),
    },
    { shown: (isVisible) => tellVisibility(host, isVisible), entered: () => host.enterPane() },
  );
  const ribbon = makeRibbon(manifest.tabs, { act: (act) => press(act) });
  const shown = new Page(page, { book: host.model, acts: excelActs(host), ribbon, pane });
  connect(host, pane, (exit) => shown.leavePane(exit));
  const press = (act: RibbonAct) => {
    if (act.kind === "showPane") pane.show(true);
    else
      host
        .invokeAction(act.functionName)
        .catch(() => shown.notice.say(`${manifest.name} is still starting.`));
  };
  host.listen((change) => change ?? pane.show(host.pane.visibility === "Visible"));
  window.tradebookPreview = doorForTests(host);
}

async function loadManifest(): Promise<AddinManifest> {
  const answer = await fetch("/manifest.xml");
  if (!answer.ok) throw new Error(`manifest.xml: ${answer.status} ${answer.statusText}`);
  return readManifest(await answer.text());
}

/** What functions.json says; the preview serves it itself, whatever origin the manifest names. */
async function loadFunctions({
  namespace,
  metadata,
}: NonNullable<AddinManifest["functions"]>): Promise<CustomFunctionList> {
  const answer = await fetch(new URL(metadata).pathname);
  if (!answer.ok) throw new Error(`${metadata}: ${answer.status} ${answer.statusText}`);
  const described: unknown = await answer.json();
  if (!isFunctionList(described)) throw new Error(`${metadata} does not list functions`);
  return { namespace, functions: described.functions };
}

const isFunctionList = (value: unknown): value is Omit<CustomFunctionList, "namespace"> =>
  typeof value === "object" &&
  value !== null &&
  "functions" in value &&
  Array.isArray(value.functions);

/** The add-in's frame and its host speak by messages; only the frame's own are taken. */
function connect(host: ExcelHost, pane: Pane, leave: (exit: PaneExit) => void): void {
  host.attach((json) => pane.frame.contentWindow?.postMessage(json, location.origin));
  addEventListener("message", (event) => {
    if (event.source === pane.frame.contentWindow && event.origin === location.origin) {
      const exit = paneExit(event.data);
      if (exit) leave(exit);
      host.receive(event.data);
    }
  });
}

function tellVisibility(host: ExcelHost, isVisible: boolean): void {
  const visibility = isVisible ? "Visible" : "Hidden";
  if (host.pane.visibility === visibility) return;
  host.pane.visibility = visibility;
  host.pane.changed(visibility);
}

const doorForTests = (host: ExcelHost): TradebookPreview => ({
  host,
  cellText: (sheet, address) => {
    const [on, zone] = [host.model.sheet(sheet), parseA1(address)];
    if (!on || !zone) throw new Error(`There is no ${sheet}!${address}`);
    return textAt(on, zone);
  },
  select: (sheet, address) => host.userSelects(sheet, address),
  edit: (sheet, address, values) => host.userEdits(sheet, address, values),
});
