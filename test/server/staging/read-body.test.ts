import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { FEED_LIMITS, type FeedLimits } from "../../../server/staging/limits.ts";
import { type Encoding, openBody } from "../../../server/staging/read-body.ts";

async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}
async function* thenSilence(part: Uint8Array): AsyncGenerator<Uint8Array> {
  yield part;
  await new Promise(() => undefined);
}

const open = (
  stream: AsyncIterable<Uint8Array>,
  { encoding = "identity", ...limits }: Partial<FeedLimits> & { encoding?: Encoding } = {},
) => openBody(stream, { encoding, limits: { ...FEED_LIMITS, ...limits } });

const read = async (content: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts).toString();
};

test("a body is read as it was sent, and its hash is that of the bytes on the wire", async () => {
  const packed = gzipSync("deductions");
  const body = open(chunks(packed.subarray(0, 9), packed.subarray(9)), { encoding: "gzip" });

  const text = await read(body.content);

  expect(text).toBe("deductions");
  expect(body.wireHash()).toBe(createHash("sha256").update(packed).digest("hex"));
});

test("a drained body has the same hash", async () => {
  const body = open(chunks(Buffer.from("abc")));

  await body.drain();

  expect(body.wireHash()).toBe(createHash("sha256").update("abc").digest("hex"));
});

test("more bytes than are allowed are refused", async () => {
  const body = open(chunks(Buffer.alloc(600), Buffer.alloc(600)), { bodyBytes: 1_000 });

  await expect(read(body.content)).rejects.toMatchObject({ code: "BODY_TOO_LARGE" });
});

test("more bytes than are allowed once unpacked are refused", async () => {
  const packed = gzipSync(Buffer.alloc(50_000, "ab"));
  const body = open(chunks(packed), { encoding: "gzip", inflatedBytes: 20_000 });

  await expect(read(body.content)).rejects.toThrow(/larger than 0 MB when unpacked/);
});

test("a bomb is refused long before it is unpacked", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const body = open(chunks(bomb), { encoding: "gzip" });
  let unpacked = 0;

  const reading = (async () => {
    for await (const part of body.content) unpacked += part.length;
  })();

  await expect(reading).rejects.toThrow(/more than 100 times its size/);
  expect(unpacked).toBeLessThan(8 * 1024 * 1024);
});

test("a packed body that is cut short is refused", async () => {
  const packed = gzipSync("deductions".repeat(100));
  const body = open(chunks(packed.subarray(0, packed.length - 9)), { encoding: "gzip" });

  await expect(read(body.content)).rejects.toMatchObject({ code: "UNREADABLE_BODY" });
});

test("a sender that falls silent is given up", async () => {
  const body = open(thenSilence(Buffer.from("[")), { silenceMillis: 20 });

  await expect(read(body.content)).rejects.toThrow(/No data came for 0.02 seconds/);
});
