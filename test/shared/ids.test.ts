import fc from "fast-check";
import { expect, test } from "vitest";
import { Id, reference, uuidV7 } from "../../shared/ids.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test("a version 7 UUID is well formed and sorts by its clock", () => {
  fc.assert(
    fc.property(bytes(16), bytes(16), fc.nat(2 ** 40), (one, other, now) => {
      const [earlier, later] = [uuidV7(now, one), uuidV7(now + 1, other)];

      expect(Id.parse(earlier)).toBe(earlier);
      expect(earlier.charAt(14)).toBe("7");
      expect(earlier < later).toBe(true);
    }),
  );
});

test("a reference is 16 characters of Crockford's alphabet, and different bytes give different ones", () => {
  fc.assert(
    fc.property(bytes(10), bytes(10), (one, other) => {
      expect(reference(one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      expect(reference(one) === reference(other)).toBe(one.toString() === other.toString());
    }),
  );
});

test("too few random bytes are refused", () => {
  expect(() => uuidV7(0, new Uint8Array(15))).toThrow(RangeError);
  expect(() => reference(new Uint8Array(9))).toThrow(RangeError);
});
