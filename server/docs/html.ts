/** Text that is HTML already. */
export interface Html {
  html: string;
}

type Part = Html | readonly Html[] | string | number | null | undefined | false;

/** Builds HTML: everything put in is escaped, unless it is Html itself. */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html => ({
  html: texts
    .map((text, index) => text + (index < parts.length ? render(parts[index]) : ""))
    .join(""),
});

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escape(String(part));
  return "html" in part ? part.html : part.map((each) => each.html).join("");
}

const escape = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
