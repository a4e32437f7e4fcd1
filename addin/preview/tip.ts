import { elementOf } from "./element.ts";

const DELAY = 450;

/** Shows an explanation beside a control while the pointer rests on it or the keyboard is on it. Esc hides it. */
export function explain(control: HTMLElement, tip: { title: string; text: string }): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const id = `tip-${control.id}`;
  const description = elementOf("span", { id, hidden: "" }, tip.text);
  let shown: HTMLElement | undefined;
  const hide = () => {
    clearTimeout(timer);
    shown?.remove();
    shown = undefined;
  };
  const show = () => {
    hide();
    timer = setTimeout(() => {
      shown = tipElement(tip);
      // Beside what it explains: whoever goes by landmarks finds it in the same one.
      (control.closest("section, aside, main") ?? document.body).append(shown);
      place(shown, control);
    }, DELAY);
  };
  control.after(description);
  control.setAttribute("aria-describedby", id);
  control.addEventListener("pointerenter", show);
  control.addEventListener("focus", () => control.matches(":focus-visible") && show());
  for (const end of ["pointerleave", "pointerdown", "blur"]) control.addEventListener(end, hide);
  control.addEventListener("keydown", hide);
}

const tipElement = ({ title, text }: { title: string; text: string }): HTMLElement =>
  elementOf(
    "div",
    { class: "tip", role: "tooltip" },
    elementOf("strong", {}, title),
    elementOf("span", {}, text),
  );

function place(tip: HTMLElement, control: HTMLElement): void {
  const box = control.getBoundingClientRect();
  const x = Math.max(4, Math.min(box.left, innerWidth - tip.offsetWidth - 4));
  Object.assign(tip.style, { left: `${x}px`, top: `${box.bottom + 6}px` });
}
