import { randomBytes } from "node:crypto";
import { reference, uuidV7 } from "../shared/ids.ts";

/** A new id of ours, in the order of time. */
export const newId = () => uuidV7(Date.now(), randomBytes(16));

/** A new 16-character reference for the ERP. */
export const newReference = () => reference(randomBytes(10));
