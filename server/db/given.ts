/** A parameter that may be left out, as SQL says it: null. */
export const given = <Value>(value: Value | undefined): Value | null => value ?? null;
