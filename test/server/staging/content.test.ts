import { describe, expect, test } from "vitest";
import { encodingOf, formatOf, waitSecondsOf } from "../../../server/staging/content.ts";

describe("what a body says of itself", () => {
  test.each([
    ["application/json", "application/json"],
    ["Text/CSV; header=present; charset=UTF-8", "text/csv"],
    ['application/x-ndjson;charset="utf-8"', "application/x-ndjson"],
  ])("%s is read as %s", (contentType, format) => {
    expect(formatOf(contentType)).toBe(format);
  });

  test.each([[undefined], ["application/xml"], ["text/csv; charset=windows-1252"]])(
    "%s is not read",
    (contentType) => {
      expect(() => formatOf(contentType)).toThrow(/UTF-8|is sent as application\/json/);
    },
  );

  test("gzip is the only packing", () => {
    expect([encodingOf(undefined), encodingOf("GZIP")]).toEqual(["identity", "gzip"]);
    expect(() => encodingOf("br")).toThrow(/Content-Encoding: br/);
  });
});

test.each([
  [undefined, 0],
  ["wait=20", 20],
  ["respond-async, Wait=5; foo", 5],
  ["wait=100000", 60],
  ["waiting=5", 0],
  ["wait=soon", 0],
])("Prefer: %s waits %i seconds", (prefer, seconds) => {
  expect(waitSecondsOf(prefer)).toBe(seconds);
});
