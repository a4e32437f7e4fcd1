import { Refusal } from "../../shared/refusal.ts";
import { chunksOf } from "../grid/publish-plan.ts";
import type {
  PublishAnswer,
  PublishRequest,
  PublishRow,
  RowResult,
  TableName,
  TableRows,
} from "../taskpane/ports.ts";
import { NetworkDown, ServerFault } from "./failures.ts";
import type { HttpClient } from "./http.ts";
import { TABLE_ROUTES } from "./tables.ts";

type Results<Name extends TableName> = RowResult<TableRows[Name]>[];

/** One chunk on its way: its place in the batch names it, so that sending it again repeats nothing. */
interface Chunk<Name extends TableName> {
  table: Name;
  publish: PublishRequest;
  chunk: number;
  rows: PublishRow[];
}

/**
 * Sends the rows in chunks, one in flight. When an answer is lost for good, the server is asked what it saved of the
 * batch; once it answers, the chunk goes out again under its own key. Rows whose answer stays unknown have no result,
 * and `stopped` says so.
 */
export async function publishInChunks<Name extends TableName>(
  http: HttpClient,
  table: Name,
  publish: PublishRequest,
): Promise<PublishAnswer<TableRows[Name]>> {
  const results: Results<Name> = [];
  for (const [chunk, rows] of chunksOf(publish.rows).entries()) {
    const sending = { table, publish, chunk, rows };
    try {
      results.push(...(await sendThroughBreak(http, sending)));
    } catch (error) {
      return stoppedBy(error, { results, saved: await savedOf(http, sending, error), publish });
    }
    publish.onProgress?.({ done: results.length, total: publish.rows.length });
  }
  return { results, stopped: null };
}

/** A connection that comes back is used at once: the server knows the chunk by its key. */
async function sendThroughBreak<Name extends TableName>(
  http: HttpClient,
  sending: Chunk<Name>,
): Promise<Results<Name>> {
  try {
    return await sendChunk(http, sending);
  } catch (error) {
    const isBack = error instanceof NetworkDown && (await isReachable(http, sending));
    if (!isBack) throw error;
    return sendChunk(http, sending);
  }
}

async function sendChunk<Name extends TableName>(
  http: HttpClient,
  { table, publish, chunk, rows }: Chunk<Name>,
): Promise<Results<Name>> {
  const { batchId, message, mode, validate = false } = publish;
  const { path, results } = TABLE_ROUTES[table];
  const answer = await http.ask({
    method: "POST",
    path: `${path}/batch${validate ? "?validate=true" : ""}`,
    idempotencyKey: `${batchId}:${chunk + 1}`,
    body: {
      batchId,
      ...(message ? { message } : {}),
      ...(mode ? { mode } : {}),
      rows,
    },
    answer: results,
  });
  return answer.results;
}

/** What the server knows of a batch; one that never arrived has nothing. */
export async function publishedRows<Name extends TableName>(
  http: HttpClient,
  table: Name,
  batchId: string,
): Promise<Results<Name>> {
  try {
    const answer = TABLE_ROUTES[table].results;
    return (await http.ask({ method: "GET", path: `/v1/publishes/${batchId}`, answer })).results;
  } catch (error) {
    if (error instanceof Refusal && error.code === "NOT_FOUND") return [];
    throw error;
  }
}

async function isReachable<Name extends TableName>(
  http: HttpClient,
  { table, publish }: Chunk<Name>,
): Promise<boolean> {
  try {
    await publishedRows(http, table, publish.batchId);
    return true;
  } catch (error) {
    // An answer of any kind came from the server; only silence means that it is out of reach.
    return !(error instanceof NetworkDown);
  }
}

/** Only a lost answer leaves doubt about what was saved; a refused chunk saved nothing. */
async function savedOf<Name extends TableName>(
  http: HttpClient,
  { table, publish }: Chunk<Name>,
  error: unknown,
): Promise<Results<Name>> {
  if (!(error instanceof NetworkDown) || publish.validate) return [];
  try {
    return await publishedRows(http, table, publish.batchId);
  } catch {
    // Still out of reach: the rows stay without a result and may be sent again.
    return [];
  }
}

function stoppedBy<Row>(
  error: unknown,
  {
    results,
    saved,
    publish,
  }: { results: RowResult<Row>[]; saved: RowResult<Row>[]; publish: PublishRequest },
): PublishAnswer<Row> {
  const known = new Set(results.map(({ key }) => key));
  const all = [...results, ...saved.filter(({ key }) => !known.has(key))];
  if (error instanceof NetworkDown)
    return { results: all, stopped: lostWords({ answered: all.length, of: publish.rows.length }) };
  // A publish that saved nothing and was refused is a refusal like any other: the view shows its sentence.
  const isOurs = error instanceof Refusal || error instanceof ServerFault;
  if (!isOurs || all.length === 0) throw error;
  return { results: all, stopped: error.message };
}

/** Says what is known and what is not, so that no count contradicts it. */
function lostWords({ answered, of }: { answered: number; of: number }): string {
  const open = of - answered;
  const safe = "nothing is saved twice";
  if (answered === 0)
    return `Tradebook cannot be reached, and no row was answered. Whether one arrived is not known. Retry when the connection is back: ${safe}.`;
  if (open === 0)
    return "The connection was lost on the way, but Tradebook has answered for every row.";
  return `The connection was lost. Tradebook answered for ${answered} of ${of} rows before that; whether the other ${open} arrived is not known. Retry when the connection is back: ${safe}.`;
}
