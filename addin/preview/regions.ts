/** A part of the page that F6 goes to. */
export interface Region {
  readonly element: HTMLElement;
  focus(): void;
}

/** F6 goes round the parts of the page, Shift+F6 the other way; it works inside the task pane's frame, too. */
export function cycleRegions(regions: readonly Region[], frame: HTMLIFrameElement): void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "F6") return;
    event.preventDefault();
    turn(regions, event.shiftKey ? -1 : 1);
  };
  addEventListener("keydown", onKey, true);
  // The pane comes from this page's own origin, so its keys can be heard.
  frame.addEventListener("load", () => {
    frame.contentWindow?.addEventListener("keydown", onKey, true);
  });
}

function turn(regions: readonly Region[], step: 1 | -1): void {
  const present = regions.filter((region) => !region.element.hidden);
  const at = present.findIndex((region) => region.element.contains(document.activeElement));
  const next = present[(at + step + present.length) % present.length];
  next?.focus();
}
