import { Refusal } from "../../shared/refusal.ts";
import type { Encoding } from "./read-body.ts";
import type { Format } from "./read-records.ts";

const FORMATS: Readonly<Record<string, Format>> = {
  "application/json": "application/json",
  "application/x-ndjson": "application/x-ndjson",
  "text/csv": "text/csv",
};
const LONGEST_WAIT_SECONDS = 60;

/** How the records of a request are written, by its Content-Type. */
export function formatOf(contentType: string | undefined): Format {
  const [media = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const format = FORMATS[media.trim()];
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith("charset="))
    ?.replace(/^charset="?|"$/g, "");
  if (!format) {
    throw unsupported(
      `A feed is sent as ${Object.keys(FORMATS).join(", ")}; this body says ${media.trim() === "" ? "nothing about itself in Content-Type" : `Content-Type ${JSON.stringify(media.trim())}`}.`,
    );
  }
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8") {
    throw unsupported(`A feed is UTF-8 text; this body says charset=${charset}. Save it as UTF-8.`);
  }
  return format;
}

/** How a request is packed, by its Content-Encoding. */
export function encodingOf(contentEncoding: string | undefined): Encoding {
  const encoding = (contentEncoding ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "gzip") return encoding;
  throw unsupported(
    `A feed may be packed with gzip; this body says Content-Encoding: ${encoding}.`,
  );
}

/** How many seconds the caller is willing to wait for the result (RFC 7240, `Prefer: wait=20`), at most a minute. */
export function waitSecondsOf(prefer: string | undefined): number {
  const wait = /(?:^|,)\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:[,;]|$)/i.exec(prefer ?? "")?.[1];
  return Math.min(Number(wait ?? 0), LONGEST_WAIT_SECONDS);
}

const unsupported = (message: string) => new Refusal("UNSUPPORTED_MEDIA_TYPE", message);
