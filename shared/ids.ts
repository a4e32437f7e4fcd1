import { z } from "zod";

/** Ids are UUIDs (version 7 where we mint them), made by whoever starts the act, so that a retry names the same thing. */
export const Id = z.uuid().meta({ description: "UUID (v7), minted by whoever starts the act" });

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const REFERENCE_BYTES = 10;

/** A version 7 UUID from a clock (ms since 1970) and 16 random bytes (RFC 9562, 5.7): the core has neither of its own. */
export function uuidV7(now: number, random: Uint8Array): string {
  if (random.length < 16) throw new RangeError("uuidV7 needs 16 random bytes");
  const bytes = Uint8Array.from(random.subarray(0, 16));
  for (let index = 0; index < 6; index++)
    bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/**
 * A journal's short reference: 80 random bits in Crockford base 32, 16 characters. It fits the reference field of
 * every ERP we know (16 to 35 characters), where a GUID does not (domain.md Q42).
 */
export function reference(random: Uint8Array): string {
  if (random.length < REFERENCE_BYTES) throw new RangeError("reference needs 10 random bytes");
  let bits = 0n;
  for (const byte of random.subarray(0, REFERENCE_BYTES)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 16 }, (_, place) => {
    const digit = Number((bits >> BigInt(5 * (15 - place))) & 31n);
    return CROCKFORD.charAt(digit);
  }).join("");
}
