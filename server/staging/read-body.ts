import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Refusal } from "../../shared/refusal.ts";
import type { FeedLimits } from "./limits.ts";

/** Whatever yields the bytes of a request: its body, or a test's chunks. */
export type Bytes = AsyncIterable<Uint8Array>;

/** How the bytes of an upload are packed. */
export type Encoding = "identity" | "gzip";

const RATIO_COUNTS_FROM_BYTES = 1024 * 1024;

/** A body that is read once, as a stream; its fingerprint is known when it has been read to the end. */
export interface UploadedBody {
  /** The bytes as they were before packing, within the limits. */
  content: Bytes;
  /** SHA-256 of the bytes on the wire, of everything read so far. */
  wireHash: () => string;
  /** Reads the rest without keeping any of it, for its hash alone. */
  drain: () => Promise<void>;
}

/** Opens an upload: counted, hashed, unpacked and bounded while it streams. */
export function openBody(
  stream: Bytes,
  { encoding, limits }: { encoding: Encoding; limits: FeedLimits },
): UploadedBody {
  const hash = createHash("sha256");
  const wire = { bytes: 0 };
  const counted = countBytes(stream, { hash, wire, limits });
  return {
    content: encoding === "gzip" ? inflate(counted, wire, limits) : counted,
    wireHash: () => hash.copy().digest("hex"),
    drain: async () => {
      for await (const _ of counted) continue;
    },
  };
}

async function* countBytes(
  stream: Bytes,
  count: {
    hash: { update(chunk: Uint8Array): unknown };
    wire: { bytes: number };
    limits: FeedLimits;
  },
): AsyncGenerator<Uint8Array> {
  const { hash, wire, limits } = count;
  const chunks: AsyncIterator<Uint8Array, unknown> = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await beforeSilence(chunks.next(), limits.silenceMillis);
      if (next.done === true) return;
      wire.bytes += next.value.length;
      if (wire.bytes > limits.bodyBytes) throw tooLarge(limits.bodyBytes, "as sent");
      hash.update(next.value);
      yield next.value;
    }
  } finally {
    // A sender that fell silent would keep us waiting here, so nobody waits for the stream to close.
    void chunks.return?.().catch(() => undefined);
  }
}

async function* inflate(
  counted: Bytes,
  wire: { bytes: number },
  limits: FeedLimits,
): AsyncGenerator<Uint8Array> {
  // The callback hears what the loop below throws anyway; pipeline closes the source when the loop is left early.
  const inflated = pipeline(Readable.from(counted), createGunzip(), () => undefined);
  let bytes = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > limits.inflatedBytes) throw tooLarge(limits.inflatedBytes, "when unpacked");
      if (bytes > RATIO_COUNTS_FROM_BYTES && bytes > wire.bytes * limits.inflationRatio) {
        throw inflatesTooMuch(limits.inflationRatio);
      }
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? unreadableGzip(error) : error;
  }
}

async function beforeSilence<Result>(next: Promise<Result>, millis: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `No data came for ${millis / 1000} seconds, so the upload was given up and nothing of it was kept. Send it again.`;
      reject(new Refusal("UNREADABLE_BODY", message));
    }, millis);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}

const megabytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;

function tooLarge(bytes: number, when: string): Refusal {
  const message = `The body is larger than ${megabytes(bytes)} ${when}. Send the records in several batches; nothing of this one was kept.`;
  return new Refusal("BODY_TOO_LARGE", message);
}

function inflatesTooMuch(ratio: number): Refusal {
  const message = `The gzip body grows to more than ${ratio} times its size, which records do not do. Send it uncompressed or in several batches; nothing of it was kept.`;
  return new Refusal("BODY_TOO_LARGE", message, [
    { pointer: "", code: "INFLATION_RATIO", message },
  ]);
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

function unreadableGzip(cause: Error): Refusal {
  const message =
    "The body says Content-Encoding: gzip but cannot be unpacked: it is damaged, cut short or not gzip. Send it again, or uncompressed.";
  return Object.assign(new Refusal("UNREADABLE_BODY", message), { cause });
}
