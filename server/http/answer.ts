import type { ZodType } from "zod";

/*
 * How a route is written:
 *
 *   const claimPage = createRoute({
 *     method: "get",
 *     path: "/claims",
 *     tags: ["Claims"],
 *     summary: "Deductions and claims, a page at a time",
 *     ...requires("Finance", "Auditor"),
 *     request: { query: ClaimFilter },
 *     responses: answers(ClaimPage, "A page of claims"),
 *   });
 *
 *   export const finance = new OpenAPIHono<AppEnv>().openapi(claimPage, async (c) => {
 *     const filter = c.req.valid("query");
 *     const after = c.var.pages.after(filter);
 *     const rows = await c.var.asTenant((tx) => queries.claims(tx, { ...filter, after }));
 *     return c.json(c.var.pages.page(rows, filter), 200);
 *   });
 *
 * A route that posts money or must not happen twice says `...requiresOnce("Finance")` (http/idempotency.ts) instead of
 * `requires`, and `request: { body: body(PostingRequest) }`; the body arrives parsed in `c.req.valid("json")`.
 * Roles are checked before the body is read. `c.var` also has caller, now(), log and requestId.
 *
 * Handlers answer with the shapes of `shared/` as code sees them: Money goes into `c.json` as it is and leaves as its
 * decimal string, and the compiler checks it, because Hono's types follow `toJSON` on both sides. The status is always
 * written out. Nothing is parsed on the way out; what is not allowed throws a Refusal.
 */

/** Described once, in http/openapi.ts, since every route may answer it. */
const problem = { $ref: "#/components/responses/Problem" } as const;

/** The answers of a route: 200 with this shape, and a problem for everything else. */
export const answers = <Shape extends ZodType>(schema: Shape, description: string) => ({
  200: { description, content: { "application/json": { schema } } },
  default: problem,
});

/** The same for 202: what was asked for goes on after the answer. */
export const answersLater = <Shape extends ZodType>(schema: Shape, description: string) => ({
  202: { description, content: { "application/json": { schema } } },
  default: problem,
});

/** A JSON body of this shape, required. */
export const body = <Shape extends ZodType>(schema: Shape) => ({
  content: { "application/json": { schema } },
  required: true as const,
});
