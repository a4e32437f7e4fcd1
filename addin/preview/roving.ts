/** Arrow keys, Home and End move the focus among the controls of a toolbar; Tab enters and leaves it as a whole. */
export function rove(bar: HTMLElement, isUpright = false): void {
  const [back, on] = isUpright ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  bar.addEventListener("keydown", (event) => {
    const stops = stopsOf(bar);
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const targets: Readonly<Record<string, number>> = {
      [back ?? ""]: (at - 1 + stops.length) % stops.length,
      [on ?? ""]: (at + 1) % stops.length,
      Home: 0,
      End: stops.length - 1,
    };
    const to = stops[targets[event.key] ?? -1];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    makeStop(bar, to);
    to.focus();
  });
  bar.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLElement) makeStop(bar, event.target);
  });
}

/** Leaves one control of a bar in the tab order: the one last used, or the first. */
export function makeStop(bar: HTMLElement, chosen?: HTMLElement): void {
  const stops = stopsOf(bar);
  const stop = chosen ?? stops.find((each) => each.tabIndex === 0) ?? stops[0];
  for (const each of stops) each.tabIndex = each === stop ? 0 : -1;
}

const stopsOf = (bar: HTMLElement): HTMLElement[] =>
  [...bar.querySelectorAll<HTMLElement>("button:not(:disabled)")].filter(
    (button) => button.offsetParent !== null || button.tabIndex === 0,
  );
