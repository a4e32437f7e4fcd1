import { z } from "zod";
import { AccountKind, AccountRole } from "../master/lists.ts";
import { codeField, proseField, wordField } from "./field.ts";

/** An account of the chart. `role` says what journals use it for; a role belongs to one account at a time (domain.md 4.2). */
export const AccountRecord = z.strictObject({
  code: codeField("code", 20),
  name: proseField("name"),
  kind: wordField("kind", AccountKind),
  role: wordField("role", AccountRole).optional(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;
