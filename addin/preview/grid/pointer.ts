import type { Hit } from "./layout.ts";
import type { Spot } from "./zone.ts";

/** What the mouse asks of the grid. */
export interface PointerEvents {
  hit(point: MouseEvent): Hit;
  isOnButton(point: MouseEvent, spot: Spot): boolean;
  select(hit: Hit): void;
  /** Moves the far corner of the selection. */
  extend(hit: Hit): void;
  openMenu(spot: Spot): void;
  edit(): void;
  resizeColumn(column: number, pixels: number): void;
  fitColumn(column: number): void;
  columnPixels(column: number): number;
}

/** Follows the mouse over the grid: select, drag, resize, double-click. */
export function followPointer(scroller: HTMLElement, events: PointerEvents): void {
  scroller.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !isOnScrollBar(scroller, event)) press(scroller, event, events);
  });
  scroller.addEventListener("pointermove", (event) => {
    const hit = events.hit(event);
    scroller.style.cursor = cursorFor(hit, event, events);
  });
  scroller.addEventListener("dblclick", (event) => {
    const hit = events.hit(event);
    if (hit.part === "cell" && !events.isOnButton(event, hit)) events.edit();
    if (hit.part === "column" && hit.resizes !== undefined) events.fitColumn(hit.resizes);
  });
}

function isOnScrollBar(scroller: HTMLElement, event: MouseEvent): boolean {
  const box = scroller.getBoundingClientRect();
  return (
    event.clientX - box.left >= scroller.clientWidth ||
    event.clientY - box.top >= scroller.clientHeight
  );
}

function cursorFor(hit: Hit, event: MouseEvent, events: PointerEvents): string {
  if (hit.part === "column") return hit.resizes === undefined ? "default" : "col-resize";
  return hit.part === "cell" && !events.isOnButton(event, hit) ? "cell" : "default";
}

function press(scroller: HTMLElement, event: PointerEvent, events: PointerEvents): void {
  const hit = events.hit(event);
  if (hit.part === "column" && hit.resizes !== undefined) {
    resize(scroller, { event, column: hit.resizes }, events);
    return;
  }
  if (hit.part === "cell" && events.isOnButton(event, hit)) {
    event.preventDefault();
    events.openMenu(hit);
    return;
  }
  if (event.shiftKey) events.extend(hit);
  else events.select(hit);
  if (event.pointerType !== "touch")
    drag(scroller, event, (move) => events.extend(events.hit(move)));
}

interface Grip {
  readonly event: PointerEvent;
  readonly column: number;
}

function resize(scroller: HTMLElement, { event, column }: Grip, events: PointerEvents): void {
  const before = events.columnPixels(column);
  drag(scroller, event, (move) =>
    events.resizeColumn(column, Math.max(12, before + move.clientX - event.clientX)),
  );
}

function drag(
  scroller: HTMLElement,
  event: PointerEvent,
  moved: (move: PointerEvent) => void,
): void {
  scroller.setPointerCapture(event.pointerId);
  const stop = new AbortController();
  const { signal } = stop;
  scroller.addEventListener("pointermove", moved, { signal });
  for (const end of ["pointerup", "pointercancel"]) {
    scroller.addEventListener(end, () => stop.abort(), { signal });
  }
}
