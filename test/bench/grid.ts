/*
 * Goal: what 20,000 rows of 32 columns cost in the grid (get, refresh, diff, outcomes), beside a bare write of the same
 * cells, and how much memory it takes. Method: Microsoft's own library on our host, which holds every request and answer
 * to Excel's 5 MB; a table of Deductions with two columns of the user's in it; one cell in forty is edited and published.
 * The longest pause is how long the pane would have been stuck. Run: npx tsx test/bench/grid.ts [rows]. Results are
 * printed, never asserted: machines differ.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { builtinEnvironments } from "vitest/runtime";
import type { RowOutcome, Workbook } from "../../addin/taskpane/ports.ts";
import type { Claim } from "../../shared/finance/claim.ts";

const COLUMNS = 32;
const EDIT_EVERY = 40;
const rows = Number(process.argv[2] ?? 20_000);

await builtinEnvironments.jsdom.setup(globalThis, {
  jsdom: { url: "https://localhost:3000/taskpane.html" },
});
const { bootExcel } = await import("../support/excel.ts");
const { createWorkbook } = await import("../../addin/excel/workbook.ts");
const { answer, claimNo } = await import("../addin/excel/deductions-sheet.ts");

const host = await bootExcel();
const sizes: number[] = [];
const receive = host.receive.bind(host);
host.receive = (message) => {
  if (String(message).includes("ObjectPaths")) sizes.push(String(message).length);
  return receive(message);
};

console.log(`${rows} rows x ${COLUMNS} columns`);
const bare = await measure("bare write of the same cells", null, writeBare);
host.reset();
await measureGrid(createWorkbook(), bare);

async function measureGrid(workbook: Workbook, bareMs: number): Promise<void> {
  const claims = Array.from({ length: rows }, (_, n) => claimNo(n + 1, { note: `row ${n}` }));
  await workbook.write(answer(claims.slice(0, 1)));
  addUserColumns();
  await measure("get into the table", bareMs, () => workbook.write(answer(claims)));
  await measure("refresh, nothing changed", bareMs, () => workbook.write(answer(claims)));
  const changed = claims.map((claim, n) =>
    n % EDIT_EVERY === 1 ? claimNo(n + 1, { note: "theirs", version: 2 }) : claim,
  );
  await measure("refresh, one row in forty", bareMs, () => workbook.write(answer(changed)));
  const edited = editRows();
  await measure("diff", bareMs, () => workbook.diff("deductions"));
  await measure("diff of a review, marks too", bareMs, () =>
    workbook.diff("deductions", { mark: true }),
  );
  await measure("outcomes of what was edited", bareMs, () =>
    workbook.showOutcomes("deductions", edited.map(outcomeOf)),
  );
  const left = await workbook.diff("deductions");
  console.log(`published ${edited.length} rows; ${left.edited.length} still differ`);
}

function addUserColumns(): void {
  host.userDoes(({ tables }) => {
    const { columns } = tables.getItem("tblDeductions");
    columns.add(5, null, "Mine");
    columns.add(9, null, "Mine too");
  });
}

/** As a planner pastes a block: every fortieth row settles something. */
function editRows(): Claim[] {
  const edited: Claim[] = [];
  const sheet = host.model.sheet("Deductions");
  let column = 0;
  while (sheet?.at(3, column)?.v !== "Settle ✎") column++;
  for (let n = 0; n < rows; n += EDIT_EVERY) {
    edited.push(claimNo(n + 1, { settle: "5.0000", note: `row ${n}`, version: 3 }));
    host.userDoes(({ worksheets }) => {
      worksheets.getItem("Deductions").getRangeByIndexes(4 + n, column, 1, 1).values = [[5]];
    });
  }
  return edited;
}

function outcomeOf(row: Claim): RowOutcome<Claim> {
  return { id: row.id, state: "saved", message: "", row, sent: { settle: "5.0000" } };
}

/** The least that anybody could do: the same number of cells in blocks of 5,000 rows, and nothing read. */
async function writeBare(): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    for (let first = 0; first < rows; first += 5_000) {
      const count = Math.min(5_000, rows - first);
      sheet.getRangeByIndexes(first, 0, count, COLUMNS).values = Array.from(
        { length: count },
        (_, row) =>
          Array.from({ length: COLUMNS }, (__, at) => (at % 3 === 0 ? row * at : `v${row}`)),
      );
      // A window is as much as one request may carry.
      await context.sync();
    }
  });
}

async function measure(
  what: string,
  bareMs: number | null,
  work: () => Promise<unknown>,
): Promise<number> {
  sizes.splice(0);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const memory = watchMemory();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  delay.disable();
  const ratio = bareMs === null ? "" : `, ${(ms / bareMs).toFixed(1)} x bare`;
  const largest = (Math.max(0, ...sizes) / 1e6).toFixed(2);
  console.log(
    `${what}: ${(ms / 1000).toFixed(2)} s${ratio}, ${sizes.length} requests, largest ${largest} MB, longest pause ${Math.round(delay.max / 1e6)} ms, ${memory()}`,
  );
  return ms;
}

function watchMemory(): () => string {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  return () => {
    clearInterval(timer);
    return `peak ${Math.round(peak / 1024 / 1024)} MB`;
  };
}
