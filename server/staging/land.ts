import { randomBytes } from "node:crypto";
import { type Feed, FeedReceipt } from "../../shared/erp/batch.ts";
import { uuidV7 } from "../../shared/ids.ts";
import { Refusal } from "../../shared/refusal.ts";
import type { Tx } from "../db/pool.ts";
import * as keys from "../tenancy/idempotency.queries.ts";
import { enqueuePromotion } from "./batch.queries.ts";
import * as queries from "./land.queries.ts";
import type { LandedRecord } from "./landed-record.ts";
import type { FeedLimits } from "./limits.ts";
import type { UploadedBody } from "./read-body.ts";
import { type Format, openRecords } from "./read-records.ts";

/** An upload to be landed: what it is, and the key under which it happens once. */
export interface Upload {
  feed: Feed;
  format: Format;
  body: UploadedBody;
  request: queries.KeyedUpload;
  limits: FeedLimits;
  now: Date;
}

/** The receipt of an upload; `replayed` when the same upload was received before. */
export interface Landing {
  receipt: FeedReceipt;
  replayed: boolean;
}

const RECORDS_PER_INSERT = 500;
const CHARACTERS_PER_INSERT = 2 * 1024 * 1024;

/**
 * Keeps every record of an upload as it came and asks for its promotion, in the one transaction it is given: an upload
 * that breaks off leaves nothing. The key's answer is stored with it, so a repeated upload is answered, not landed.
 */
export async function landFeed(tx: Tx, upload: Upload): Promise<Landing> {
  const [hold] = await queries.holdUpload(tx, upload.request);
  if (hold?.held !== true) {
    throw new Refusal(
      "REQUEST_RUNNING",
      "An upload with this Idempotency-Key is still being received. Ask again in a moment with the same key.",
    );
  }
  const [earlier] = await queries.earlierUpload(tx, upload.request);
  return earlier ? replay(upload, earlier) : land(tx, upload);
}

async function replay(upload: Upload, earlier: queries.EarlierUpload): Promise<Landing> {
  await upload.body.drain();
  if (earlier.body === null || requestHash(upload) !== earlier.requestHash) {
    throw new Refusal(
      "IDEMPOTENCY_KEY_REUSED",
      "This Idempotency-Key was used for an upload with other content. Use a new key for a new upload.",
    );
  }
  return { receipt: FeedReceipt.parse(JSON.parse(earlier.body)), replayed: true };
}

async function land(tx: Tx, upload: Upload): Promise<Landing> {
  const { feed, format, body, limits, request } = upload;
  const id = uuidV7(upload.now.getTime(), randomBytes(16));
  const { header, records } = await openRecords(body.content, { feed, format, limits });
  const params = header ? { columns: header.columns, separator: header.separator } : {};
  await queries.openBatch(tx, { id, feed, format, params, ignored: header?.ignored ?? [] });

  const counts = await landRecords(tx, id, records);

  const hash = requestHash(upload);
  await queries.closeLanding(tx, { id, ...counts, hash });
  const receipt: FeedReceipt = { batchId: id, feed, status: "LANDED", received: counts.received };
  const keyed = { ...request, requestHash: hash };
  await keys.takeKey(tx, keyed);
  await keys.rememberAnswer(tx, keyed, { status: 202, body: JSON.stringify(receipt) });
  await enqueuePromotion(tx, id);
  return { receipt, replayed: false };
}

async function landRecords(tx: Tx, batchId: string, records: AsyncIterable<LandedRecord>) {
  const counts = { received: 0, rejected: 0 };
  let waiting: string[] = [];
  let characters = 0;
  const write = async () => {
    if (waiting.length > 0) await queries.landRecords(tx, batchId, `[${waiting.join(",")}]`);
    waiting = [];
    characters = 0;
  };
  for await (const record of records) {
    const text = rowText(record);
    waiting.push(text);
    characters += text.length;
    counts.received += 1;
    if (record.faults.length > 0) counts.rejected += 1;
    if (waiting.length >= RECORDS_PER_INSERT || characters > CHARACTERS_PER_INSERT) await write();
  }
  await write();
  return counts;
}

/** The record's own JSON is text already; parsing it again only to print it would double the work. */
function rowText({ n, json, text, bytes, faults }: LandedRecord): string {
  return `{"n":${n},"json":${json ?? "null"},"text":${JSON.stringify(text)},"bytes":${JSON.stringify(bytes)},"faults":${JSON.stringify(faults)}}`;
}

/** The same bytes read as another format are another upload. */
const requestHash = ({ format, body }: Upload) => `${format} ${body.wireHash()}`;
