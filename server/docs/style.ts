import type { Html } from "./html.ts";

/** The reference's one stylesheet: readable in light and dark, on paper and on a phone. */
export const STYLE: Html = {
  html: `
:root { color-scheme: light dark; --line: #d9dde3; --soft: #f5f7f9; --ink: #1b1f24; --dim: #5b6570; --link: #0b6a3a; --page: #fff }
@media (prefers-color-scheme: dark) { :root { --line: #333a42; --soft: #1d2228; --ink: #e6e9ed; --dim: #9aa5b1; --link: #63c690; --page: #14181c } }
* { box-sizing: border-box }
body { margin: 0; display: grid; grid-template-columns: 20rem minmax(0, 1fr); color: var(--ink); background: var(--page);
  font: 15px/1.5 "Segoe UI", system-ui, -apple-system, sans-serif }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.25rem; border-right: 1px solid var(--line); background: var(--soft) }
nav h2 { margin: 1.25rem 0 .25rem; font-size: .8rem; text-transform: uppercase; letter-spacing: .04em; color: var(--dim) }
nav ul { list-style: none; margin: 0; padding: 0 }
nav li a { display: flex; align-items: baseline; gap: .35rem; padding: .15rem 0; font-size: .85rem; overflow-wrap: anywhere; color: inherit; text-decoration: none }
nav li a:hover, nav li a:focus-visible { text-decoration: underline }
form { display: grid; grid-template-columns: 1fr auto; gap: .35rem }
form label { grid-column: 1 / -1; font-size: .85rem }
input, button { font: inherit; padding: .35rem .5rem; border: 1px solid var(--line); border-radius: 4px; background: var(--page); color: inherit; min-width: 0 }
main { padding: 1.5rem 2.5rem 6rem; max-width: 64rem }
h1 { margin: 0 0 1rem; font-size: 1.7rem }
.subject { margin: 2.5rem 0 .5rem; font-size: 1.2rem }
article { padding: 1rem 0; border-top: 1px solid var(--line) }
article h3 { margin: 0; font-size: 1rem } article h3 a { color: var(--dim); text-decoration: none }
article h4 { margin: 1rem 0 .35rem; font-size: .9rem } article p { margin: .35rem 0 }
article:target { background: var(--soft); box-shadow: -8px 0 0 var(--soft), 8px 0 0 var(--soft) }
.roles, .errors { color: var(--dim); font-size: .85rem }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .85rem }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { color: var(--dim); font-weight: 600 }
th:first-child { width: 34% } td i { white-space: nowrap }
tr:target { background: var(--soft) }
code, pre { font: .85em/1.45 ui-monospace, "Cascadia Mono", Consolas, monospace }
pre { padding: .75rem; border: 1px solid var(--line); border-radius: 4px; background: var(--soft); overflow: auto; max-height: 28rem }
a { color: var(--link) } i { color: #b3541e; font-style: normal }
b.get, b.post, b.put, b.delete { display: inline-block; flex: none; width: 3rem; font: 700 .72rem/1.3 ui-monospace, Consolas, monospace }
b.get { color: #1a66b3 } b.post { color: var(--link) } b.put { color: #96600a } b.delete { color: #b02a2a }
@media (prefers-color-scheme: dark) { b.get { color: #6fb1f0 } b.put { color: #e0ac52 } b.delete { color: #f08080 } i { color: #f0a06a } }
@media (max-width: 60rem) { body { display: block } nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line) } main { padding: 1.25rem } }
@media print { nav { display: none } body { display: block } }
`,
};
