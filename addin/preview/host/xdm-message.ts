/** One message of the add-in's frame. */
export interface Message {
  readonly type: number;
  /** Registering or unregistering for an event; absent for a call. */
  readonly registration: number | undefined;
  readonly action: string;
  readonly conversation: string;
  readonly correlation: number | undefined;
  readonly payload: Payload;
}
/** What a message is about: what an answer repeats. */
export type Subject = Pick<Message, "action" | "conversation" | "correlation">;

/** The parts of a message's content that the host reads. */
export interface Payload {
  /** A command that is done: its id and its result code. */
  readonly "0"?: string;
  readonly "1"?: number;
  readonly DdaMethod?: { readonly DispatchId: number };
  readonly ArrayData?: readonly unknown[];
  readonly DdaSettingsMethod?: { readonly Properties?: readonly (readonly [string, string])[] };
  readonly Properties?: readonly (readonly [string, string])[];
}

/** A message of the library in our words; null when it is somebody else's. */
export function parseMessage(json: unknown): Message | null {
  if (typeof json !== "string") {
    return null;
  }
  try {
    const parsed: unknown = JSON.parse(json);
    return isWireMessage(parsed) ? fromWire(parsed) : null;
  } catch {
    return null; // other scripts on the page post messages of their own
  }
}

interface WireMessage {
  readonly _messageType: number;
  readonly _actionType?: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId?: number;
  readonly _data?: Payload;
}

function isWireMessage(value: unknown): value is WireMessage {
  return typeof value === "object" && value !== null && "_conversationId" in value;
}

function fromWire({
  _messageType: type,
  _actionType: registration,
  _actionName: action,
  _conversationId: conversation,
  _correlationId: correlation,
  _data: payload = {},
}: WireMessage): Message {
  return { type, registration, action, conversation, correlation, payload };
}
