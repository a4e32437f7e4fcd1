import { beforeEach, vi } from "vitest";

/** Where a control opens beside. */
export const ANCHOR = { x: 10, y: 10, width: 80, height: 20 };

/** Gives each test of the file an empty page, with what jsdom lacks because it lays nothing out. */
export function startWithEmptyPage(): void {
  beforeEach(() => {
    document.body.replaceChildren();
    Element.prototype.scrollIntoView = () => undefined;
    vi.stubGlobal(
      "ResizeObserver",
      class {
        observe = () => undefined;
      },
    );
  });
}
