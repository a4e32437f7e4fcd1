/** What one upload may take. Everything is bounded before it is held: a wrong file costs a refusal, not the server. */
export interface FeedLimits {
  /** Bytes on the wire. */
  bodyBytes: number;
  /** Bytes after decompression. */
  inflatedBytes: number;
  /** How many times larger a gzip body may become. Feeds of real records reach about 20. */
  inflationRatio: number;
  /** Bytes of one record. */
  recordBytes: number;
  /** Characters of one field of a record. */
  fieldCharacters: number;
  /** How long the sender may be silent before its transaction is given up. */
  silenceMillis: number;
}

const MEBIBYTE = 1024 * 1024;

export const FEED_LIMITS: FeedLimits = {
  bodyBytes: 256 * MEBIBYTE,
  inflatedBytes: 1024 * MEBIBYTE,
  inflationRatio: 100,
  recordBytes: 64 * 1024,
  fieldCharacters: 16 * 1024,
  silenceMillis: 30_000,
};
