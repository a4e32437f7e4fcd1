import { titleOf } from "../../shared/problem.ts";
import { REFUSALS, type RefusalCode } from "../../shared/refusal.ts";
import { exampleOf } from "./example.ts";
import { type Html, html } from "./html.ts";
import {
  fieldsOf,
  kindOf,
  problemsOf,
  type RouteReference,
  routesBySubject,
  type Shape,
} from "./reference.ts";
import { STYLE } from "./style.ts";

/** The API reference: everything on one page, so that the browser's own search works too. */
export function referencePage(
  document: unknown,
  { search, origin }: { search: string; origin: string },
): string {
  const subjects = routesBySubject(document, search);
  const content = html`
    <nav aria-label="Routes">
      <form method="get" action="/docs" role="search">
        <label for="q">Find a route</label>
        <input id="q" name="q" type="search" value="${search}" placeholder="claims, post, Finance …" />
        <button>Find</button>
      </form>
      ${[...subjects].map(
        ([subject, routes]) => html`<h2>${subject}</h2>
          <ul>${routes.map(listed)}</ul>`,
      )}
      <h2>Everywhere</h2>
      <ul><li><a href="/docs/errors">Error codes</a></li><li><a href="/openapi.json">OpenAPI 3.1</a></li></ul>
    </nav>
    <main>
      <h1>Tradebook API</h1>
      ${search ? html`<p>Routes with “${search}”. <a href="/docs">Show all</a></p>` : introduction(origin)}
      ${subjects.size === 0 && html`<p class="none">No route matches. <a href="/docs">Show all</a></p>`}
      ${[...subjects].map(
        ([subject, routes]) => html`<h2 class="subject">${subject}</h2>${routes.map(described)}`,
      )}
    </main>`;
  return page("API reference", content);
}

/** Every code that a problem can carry. */
export function errorsPage(): string {
  return page(
    "Error codes",
    html`<nav aria-label="Pages"><ul><li><a href="/docs">All routes</a></li></ul></nav>
      <main>
        <h1>Error codes</h1>
        <p>Every refusal is <code>application/problem+json</code> (RFC 9457) with a <code>code</code>, a <code>detail</code> for a person, and <code>errors</code> with a JSON pointer per field. Anything that is not here is a fault: status 500, code <code>FAULT</code>, logged under its <code>requestId</code>.</p>
        <table>
          <thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead>
          <tbody>
            ${CODES.toSorted((a, b) => REFUSALS[a] - REFUSALS[b]).map(
              (code) =>
                html`<tr id="${code}"><td><code>${code}</code></td><td>${REFUSALS[code]}</td><td>${titleOf(code)}</td></tr>`,
            )}
            <tr id="FAULT"><td><code>FAULT</code></td><td>500</td><td>Something failed on our side; nothing was changed</td></tr>
          </tbody>
        </table>
      </main>`,
  );
}

const isCode = (text: string): text is RefusalCode => text in REFUSALS;
const CODES = Object.keys(REFUSALS).filter(isCode);

const introduction = (origin: string) => html`
  <p>Amounts are decimal text (<code>"12000.0000"</code>), days <code>YYYY-MM-DD</code>, instants RFC 3339 in UTC, codes text: <code>"05"</code> is not <code>"005"</code>. Fields that a shape does not name are refused.</p>
  <p>Send <code>Authorization: Bearer …</code>. On a development server a demo token comes from <code>POST /dev/token</code>:</p>
  <pre>curl -k ${origin}/dev/token -H 'content-type: application/json' \\
  -d '{"tenant":"demo","persona":"finance"}'</pre>
  <p>Lists answer <code>{rows, nextPageToken, asOf}</code>; send <code>pageToken</code> back with the same filters until it is null. Routes that post need an <code>Idempotency-Key</code>: the same key and content answers the same for 72 hours.</p>`;

const listed = ({ anchor, method, path, summary }: RouteReference) =>
  html`<li><a href="#${anchor}" title="${summary}"><b class="${method}">${method.toUpperCase()}</b> ${path.replace("/v1", "")}</a></li>`;

function described(route: RouteReference): Html {
  const { anchor, method, path, summary, description } = route;
  const roles = route["x-roles"];
  return html`<article id="${anchor}">
    <h3><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code> <a href="#${anchor}" aria-label="Link to this route">#</a></h3>
    <p>${summary}${summary && !summary.endsWith(".") && "."}</p>
    ${description && html`<p>${description}</p>`}
    <p class="roles">${roles.length > 0 ? `Roles: ${roles.join(", ")}` : "No token needed"}</p>
    ${route.parameters.length > 0 && parameterTable(route.parameters)}
    ${Object.entries(route.requestBody?.content ?? {}).map(([type, { schema }]) =>
      shapeOf(`Body, ${type}`, schema),
    )}
    ${answerOf(route)}
    <p class="errors">Otherwise a <a href="/docs/errors">problem</a>: ${problemsOf(route).map(
      (code) => html`<a href="/docs/errors#${code}"><code>${code}</code></a> `,
    )} or one of its own act.</p>
  </article>`;
}

const parameterTable = (parameters: RouteReference["parameters"]) => html`<h4>Parameters</h4>
  <table><thead><tr><th>Name</th><th>In</th><th>Kind</th><th>About</th></tr></thead>
    <tbody>${parameters.map(
      (each) =>
        html`<tr><td><code>${each.name}</code>${each.required && html` <i title="required">★</i>`}</td><td>${each.in}</td><td>${kindOf(each.schema)}</td><td>${each.description || each.schema.description}${limits(each.schema)}</td></tr>`,
    )}</tbody></table>`;

function answerOf({ responses }: RouteReference): Html[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([status, { description, content }]) =>
      Object.entries(content ?? {}).map(([type, { schema }]) =>
        shapeOf(`Answer ${status}, ${type}: ${description}`, schema),
      ),
    );
}

const limits = ({ minimum, maximum, default: otherwise }: Shape) =>
  html`${minimum !== undefined && ` From ${minimum}.`}${
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && ` Up to ${maximum}.`
  }${otherwise !== undefined && ` ${JSON.stringify(otherwise)} when left out.`}`;

function shapeOf(title: string, shape: Shape | undefined): Html {
  if (!shape) return html`<h4>${title}</h4>`;
  return html`<h4>${title}</h4>
    ${fieldTable(shape, 0)}
    <details><summary>Example</summary><pre>${JSON.stringify(exampleOf(shape), null, 2)}</pre></details>`;
}

const DEEPEST_TABLE = 4;

function fieldTable(shape: Shape, depth: number): Html {
  const { fields, required } = fieldsOf(shape);
  const rows = fieldRows({ fields, required }, depth, "");
  return rows.length === 0
    ? html`<p>${kindOf(shape)}</p>`
    : html`<table><thead><tr><th>Field</th><th>Kind</th><th>About</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function fieldRows(
  { fields, required }: ReturnType<typeof fieldsOf>,
  depth: number,
  prefix: string,
): Html[] {
  return Object.entries(fields).flatMap(([name, shape]) => {
    const inner = depth < DEEPEST_TABLE ? fieldsOf(shape) : { fields: {}, required: [] };
    const path = `${prefix}${name}`;
    return [
      html`<tr><td><code>${path}</code>${required.includes(name) && html` <i title="always there">★</i>`}</td><td>${kindOf(shape)}</td><td>${shape.description}</td></tr>`,
      ...fieldRows(inner, depth + 1, `${path}.`),
    ];
  });
}

const page = (title: string, content: Html): string =>
  html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Tradebook</title>
    <style>${STYLE}</style>
  </head>
  <body>${content}</body>
</html>`.html;
