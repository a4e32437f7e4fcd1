import type { HostObject } from "./object.ts";
import type { Session } from "./session.ts";

/** Event numbers of the protocol. */
export const EVENT = {
  changed: 10,
  activated: 11,
  deactivated: 12,
  added: 13,
  selectionChanged: 14,
  deleted: 15,
  calculated: 16,
  formatChanged: 18,
  tableSelectionChanged: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
  visibilityChanged: 65_539,
} as const;

/** Target of the events of a collection. */
export const WHOLE_WORKBOOK = "Workbook";

interface EventSource extends HostObject {
  readonly eventSession: Session;
  readonly eventTarget: string;
}

/** Gives a class the `_Register…Event` and `_Unregister…Event` calls the client makes for `on….add` and remove. */
export function defineEvents(prototype: EventSource, events: Readonly<Record<string, number>>) {
  for (const [name, type] of Object.entries(events)) {
    Object.defineProperties(prototype, {
      [`_Register${name}Event`]: {
        value(this: EventSource) {
          this.eventSession.registrations.add(`${type}:${this.eventTarget}`);
        },
      },
      [`_Unregister${name}Event`]: {
        value(this: EventSource) {
          this.eventSession.registrations.delete(`${type}:${this.eventTarget}`);
        },
      },
    });
  }
}
