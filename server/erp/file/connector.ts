import { join } from "node:path";
import { z } from "zod";
import type { ErpFinding, ErpGateway, ErpJournal, ErpOutcome, ErpReference } from "../gateway.ts";
import { move, placeFile, readText } from "./files.ts";

/** What the connector is told of a company; it opens no database itself. */
export interface FileCompany {
  /** The fed periods that the day lies in, by ledger; `fed` is false when the company never fed any. */
  periodsOn(at: { tenantId: string; day: string }): Promise<{ fed: boolean; periods: FedPeriod[] }>;
  /** none: POSTED once the file is in place. file: SENT until the ERP's answer file arrives. */
  ack(tenantId: string): Promise<"none" | "file">;
}

export interface FedPeriod {
  code: string;
  ledger: string;
  status: "OPEN" | "SOFT" | "CLOSED";
}

const REFERENCE = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** What an ERP writes into `ack/<reference>.json`. */
const Ack = z.discriminatedUnion("status", [
  z.object({ status: z.literal("POSTED"), document: z.string().min(1).max(100) }),
  z.object({
    status: z.literal("FAILED"),
    code: z.string().max(100).default("REFUSED"),
    message: z.string().min(1).max(2000),
  }),
]);

const Written = z.object({ version: z.int(), reference: z.string() });

/**
 * The connector of the first day (decisions.md 6): one journal is one file, `<home>/erp/out/<reference>.json`, written
 * beside and renamed into place, so that a reader never sees half of one. A reference that is there is never written
 * again, except re-dated after the ERP's answer file refused it.
 */
export function fileConnector({
  home,
  company,
}: {
  home: string;
  company: FileCompany;
}): ErpGateway {
  const paths = (reference: string) => pathsOf(home, reference);

  async function lookup({ tenantId, reference, version }: ErpReference): Promise<ErpFinding> {
    if (!REFERENCE.test(reference)) return { kind: "ABSENT" };
    const text = await readText(paths(reference).out);
    if (text === null) return { kind: "ABSENT" };
    const answer = await answerOf(reference, tenantId);
    const written = Written.parse(JSON.parse(text));
    // Only a refused journal is ever re-dated, so an older version that was not posted makes way.
    return written.version < version && answer.kind !== "POSTED" ? { kind: "ABSENT" } : answer;
  }

  async function answerOf(reference: string, tenantId: string): Promise<ErpFinding> {
    const text = await readText(paths(reference).ack);
    if (text === null) {
      const acknowledges = await company.ack(tenantId);
      return acknowledges === "none" ? postedAs(reference) : { kind: "SENT" };
    }
    const ack = Ack.safeParse(parsed(text));
    if (!ack.success) return { kind: "SENT" };
    return ack.data.status === "POSTED"
      ? { kind: "POSTED", document: ack.data.document }
      : { kind: "FAILED", code: ack.data.code, message: ack.data.message };
  }

  async function post(journal: ErpJournal): Promise<ErpOutcome> {
    const { reference, tenantId } = journal;
    if (!REFERENCE.test(reference)) {
      return { kind: "FAILED", code: "BAD_REFERENCE", message: `${reference} is no reference` };
    }
    const found = await lookup(journal);
    if (found.kind !== "ABSENT") return found;
    const refusal = await refusedByPeriod(journal, company);
    if (refusal) return refusal;

    const { out, ack } = paths(reference);
    await move(ack, `${ack}.refused-before-${journal.version}`);
    await placeFile(out, `${JSON.stringify(documentOf(journal), null, 2)}\n`);
    return (await company.ack(tenantId)) === "none" ? postedAs(reference) : { kind: "SENT" };
  }

  return {
    can: { idempotency: "reference", answers: "either", knowsPeriods: true, referenceLength: 16 },
    post,
    lookup,
  };
}

const pathsOf = (home: string, reference: string) => ({
  out: join(home, "erp", "out", `${reference}.json`),
  ack: join(home, "erp", "ack", `${reference}.json`),
});

const postedAs = (reference: string) => ({ kind: "POSTED", document: reference }) as const;

async function refusedByPeriod(
  { tenantId, postingDate }: ErpJournal,
  company: FileCompany,
): Promise<Extract<ErpOutcome, { kind: "FAILED" }> | null> {
  const { fed, periods } = await company.periodsOn({ tenantId, day: postingDate });
  const closed = periods.find(({ status }) => status === "CLOSED");
  if (closed) {
    const message = `Period ${closed.code} is closed in ledger ${closed.ledger}`;
    return { kind: "FAILED", code: "PERIOD_CLOSED", message };
  }
  if (fed && periods.length === 0) {
    return { kind: "FAILED", code: "NO_PERIOD", message: `No period is open for ${postingDate}` };
  }
  return null;
}

/** The file's content: the journal without what only we know of its company. */
function documentOf({ tenantId: _ours, ...document }: ErpJournal) {
  return document;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The ERP may be in the middle of writing its answer; it is read again.
    return null;
  }
}
