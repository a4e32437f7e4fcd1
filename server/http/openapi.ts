import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { Problem } from "../../shared/problem.ts";
import type { AppEnv } from "./env.ts";

/** The contract as OpenAPI 3.1, generated from the routes and the shapes of `shared/`. */
export function describeApi(app: OpenAPIHono<AppEnv>) {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Tradebook",
      version: "1",
      description:
        "Trade promotion management in the workbook. Amounts are decimal strings, days are YYYY-MM-DD, instants are RFC 3339 in UTC, codes are text. Unknown fields are refused.",
      license: { name: "MIT" },
    },
    servers: [{ url: "/", description: "The API is its own origin" }],
  });
  return {
    ...document,
    components: {
      ...document.components,
      responses: {
        Problem: {
          description: "Refused or failed: RFC 9457 problem details with a `code`",
          content: { "application/problem+json": { schema: problemShape() } },
        },
      },
      securitySchemes: {
        bearer: {
          type: "http" as const,
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "An access token with the scope access_as_user; roles come with it",
        },
      },
    },
  };
}

function problemShape() {
  const { $schema: _, ...shape } = z.toJSONSchema(Problem);
  return shape;
}
