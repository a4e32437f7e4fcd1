import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { plantTree, tool } from "./plant.ts";

// One violation for each import rule. The tree is cruised once; each rule has to name the file that breaks it.
const PLANTED: Record<string, Record<string, string>> = {
  "no-cycle": {
    "shared/finance/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;\n',
    "shared/finance/b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
  },
  "core-is-pure": {
    "shared/clock.ts": 'import { hrtime } from "node:process";\nexport const now = hrtime;\n',
  },
  "decimal-behind-money": {
    "server/finance/round.ts":
      'import { Decimal } from "decimal.js";\nexport const round = Decimal;\n',
  },
  "pane-knows-no-server": {
    "addin/api/shortcut.ts": 'import { pool } from "../../server/db/pool.ts";\nexport { pool };\n',
    "server/db/pool.ts": "export const pool = 1;\n",
  },
  "server-knows-no-pane": {
    "server/http/cells.ts": 'import { cell } from "../../addin/grid/cell.ts";\nexport { cell };\n',
    "addin/grid/cell.ts": "export const cell = 1;\n",
  },
  "features-meet-in-shared": {
    "server/staging/promote.ts":
      'import { settleClaim } from "../finance/settle-claim.ts";\nexport { settleClaim };\n',
    "server/finance/settle-claim.ts": "export const settleClaim = 1;\n",
  },
  "features-know-only-the-erp-port": {
    "server/finance/deliver.ts":
      'import { file } from "../erp/file/outbound.ts";\nexport { file };\n',
    "server/erp/file/outbound.ts": "export const file = 1;\n",
  },
  "connectors-apart": {
    "server/erp/tryton/map.ts": 'import { file } from "../file/outbound.ts";\nexport { file };\n',
  },
  "publish-knows-no-feature": {
    "server/publish/publish-batch.ts":
      'import { savePromotions } from "../planning/save-promotions.ts";\nexport { savePromotions };\n',
    "server/planning/save-promotions.ts": "export const savePromotions = 1;\n",
  },
  "postgres-in-db-only": {
    "server/planning/queries.ts":
      'import postgres from "postgres";\nexport const sql = postgres();\n',
  },
  "pg-in-jobs-only": {
    "server/master/jobs.ts": 'import { run } from "graphile-worker";\nexport { run };\n',
  },
  "hono-at-the-edge": {
    "server/finance/match-claim.ts":
      'import { Hono } from "hono";\nexport const app = new Hono();\n',
  },
  "views-know-no-excel": {
    "addin/taskpane/claims/View.tsx":
      'import { table } from "../../excel/table.ts";\nexport { table };\n',
    "addin/excel/table.ts": "export const table = 1;\n",
  },
  "nobody-imports-tests": {
    "shared/fixture.ts": 'import { claim } from "../test/builders.ts";\nexport { claim };\n',
    "test/builders.ts": "export const claim = 1;\n",
  },
};

interface Cruise {
  summary: { violations: { rule: { name: string }; from: string }[] };
}

function cruise(root: string): Cruise {
  const folders = ["addin", "server", "shared", "test"];
  const run = spawnSync(tool("depcruise"), ["--output-type", "json", ...folders], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(run.stdout) as Cruise;
}

test("every import rule has a planted violation here", () => {
  const require = createRequire(import.meta.url);
  const config = require("../../.dependency-cruiser.cjs") as { forbidden: { name: string }[] };

  expect(Object.keys(PLANTED).toSorted()).toEqual(
    config.forbidden.map(({ name }) => name).toSorted(),
  );
});

test("every import rule fails on its planted violation, and a tree without them is clean", () => {
  const planted = plantTree(Object.assign({}, ...Object.values(PLANTED)) as Record<string, string>);
  const clean = plantTree({
    "shared/a.ts": 'import { z } from "zod";\nexport const a = z.string();\n',
  });

  const broken = cruise(planted.root).summary.violations;
  const none = cruise(clean.root).summary.violations;
  planted.remove();
  clean.remove();

  for (const [rule, files] of Object.entries(PLANTED)) {
    const offenders = broken
      .filter((violation) => violation.rule.name === rule)
      .map(({ from }) => from);
    const [culprit] = Object.keys(files);
    expect(offenders.includes(culprit ?? "") ? "caught" : `${rule} misses ${culprit}`).toBe(
      "caught",
    );
  }
  expect(none).toEqual([]);
});
