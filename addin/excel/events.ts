import { runExcel } from "./batch.ts";

/** Typing comes in bursts and events are doubled: listeners hear once, a moment after the last. */
const CALM_MS = { edited: 400, selected: 150 } as const;

type Listener = () => void;

/**
 * Hints on which sheets somebody typed. What we wrote ourselves and what a co-author wrote is not told; what was missed is
 * found by the diff. The answer stops it.
 */
export async function listenForEdits(
  listener: (sheetIds: ReadonlySet<string>) => Promise<void>,
): Promise<Listener> {
  let sheetIds = new Set<string>();
  const calm = calmed(() => {
    const told = sheetIds;
    sheetIds = new Set();
    // A hint that cannot be told is none: the diff finds every edit.
    listener(told).catch(() => undefined);
  }, CALM_MS.edited);
  const registered = await runExcel(async (context) => {
    const handler = context.workbook.worksheets.onChanged.add(async (args) => {
      if (args.source !== "Local" || args.triggerSource === "ThisLocalAddin") return;
      sheetIds.add(args.worksheetId);
      calm.call();
    });
    await context.sync();
    return handler;
  });
  return stopping(registered, calm);
}

/** Tells that another cell was selected. The answer stops it. */
export async function listenForSelection(listener: Listener): Promise<Listener> {
  const calm = calmed(listener, CALM_MS.selected);
  const registered = await runExcel(async (context) => {
    const handler = context.workbook.worksheets.onSelectionChanged.add(async () => calm.call());
    await context.sync();
    return handler;
  });
  return stopping(registered, calm);
}

function calmed(listener: Listener, wait: number): { call: Listener; cancel: Listener } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(timer);
  return {
    call: () => {
      cancel();
      timer = setTimeout(listener, wait);
    },
    cancel,
  };
}

function stopping<Args>(
  handler: OfficeExtension.EventHandlerResult<Args>,
  calm: { cancel: Listener },
): Listener {
  return () => {
    calm.cancel();
    void Excel.run(handler.context, async (context) => {
      handler.remove();
      await context.sync();
    });
  };
}
