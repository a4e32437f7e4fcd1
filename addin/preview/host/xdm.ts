// The frame protocol of Excel on the web, host side: JSON messages between the add-in's frame and its parent. Nothing
// here knows what a batch means; it is handed to `execute`.

import { type Message, type Payload, parseMessage, type Subject } from "./xdm-message.ts";

const CALL = 0;
const ANSWER = 1;
const REGISTER = 1;
const UNREGISTER = 2;
/** What the library calls the keyboard coming in from the host's other regions. */
const KEYBOARD_ENTERS = 4;
const DISPATCH = { loadSettings: 75, saveSettings: 76, richApi: 93, commandDone: 94 };
const FAILURE = { requestTooLarge: 5103, responseTooLarge: 5104, internal: 5001 };

/** Excel on the web refuses more than 5 MB either way. */
const PAYLOAD_LIMIT = 5 * 1024 * 1024;

/** One entry of a richApiMessage: category, type, target, JSON, id, isRemoteOverride. */
export type RichMessage = readonly [number, number, string, string, string, boolean];

interface XdmOptions {
  readonly requirements: Readonly<Record<string, string>>;
  readonly latencyMs: number;
  /** Answers one batch, as JSON text in and out. */
  readonly execute: (request: string) => string;
  /** After each answer: events and repainting follow it, as in Excel. */
  readonly afterBatch: () => void;
  readonly onUnhandled: (what: string) => void;
}

export class XdmHost {
  /** `Office.context.document.settings`, as serialised text. */
  settings: Record<string, string> = {};
  send: (json: string) => void = () => undefined;
  private readonly options: XdmOptions;
  private readonly registered = new Map<string, Message>();
  private readonly conversation = `conversation-${Math.random().toString(36).slice(2)}`;
  private readonly commands = new Map<string, (result: number) => void>();
  private lastCommand = 0;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(options: XdmOptions) {
    this.options = options;
  }

  /** What the host writes into the frame's `window.name`, where the client looks for its host. */
  windowName(hostOrigin: string): string {
    const sharedRuntime = "3"; // bit 2 starts the runtime of the add-in's own functions
    const info = ["Excel", "Web", "16.00", "en-US", "correlation", "", "disableLogging"];
    return JSON.stringify({
      baseFrameName: "tradebook_preview",
      hostInfo: [...info, sharedRuntime].join("$"),
      xdmInfo: `${this.conversation}|tradebook|${hostOrigin}`,
      serializerVersion: "1",
      flights: "[]",
    });
  }

  /** Takes one message of the add-in's frame; false when it is not for this host. */
  receive(json: unknown): boolean {
    const message = parseMessage(json);
    if (message?.conversation !== this.conversation || message.type !== CALL) {
      return false;
    }
    if (message.registration === REGISTER) {
      this.registered.set(message.action, message);
      this.reply(message, { Error: 0 });
    } else if (message.registration === UNREGISTER) {
      this.registered.delete(message.action);
      this.reply(message, { Error: 0 });
    } else {
      this.call(message);
    }
    return true;
  }

  /** Raises an event the add-in registered for; false when it did not. */
  raise(eventName: string, payload: unknown): boolean {
    const registration = this.registered.get(eventName);
    if (registration) {
      this.reply(registration, payload, 1);
    }
    return registration !== undefined;
  }

  /** Hands the keyboard to the add-in's frame: the library gives it to the page's first control. */
  enterPane(): void {
    const conversation = `${this.conversation}_ntf`;
    this.post({ action: "Office_notifyAgave", conversation, correlation: 0 }, [KEYBOARD_ENTERS], {
      _messageType: CALL,
      _actionType: 0,
    });
  }

  raiseRichMessages(entries: readonly RichMessage[]): boolean {
    return this.raise("richApiMessage", { ArrayData: entries });
  }

  /**
   * Presses a ribbon button, which runs what `Office.actions.associate` was given. Resolves when the action says
   * `event.completed()`; rejects when there is no such action or the add-in is not running yet.
   */
  async runCommand(name: string): Promise<void> {
    const id = `command${++this.lastCommand}`;
    const event = JSON.stringify({ source: { id: name } });
    if (!this.raise("appCommandInvoked", { 0: id, 1: name, 2: event })) {
      throw new Error(`The add-in is not ready for the button ${name}.`);
    }
    const result = await new Promise<number>((resolve) => this.commands.set(id, resolve));
    if (result !== 0) {
      throw new Error(`The add-in has no action for the button ${name}.`);
    }
  }

  private finishCommand({ 0: id = "", 1: result = 0 }: Payload): void {
    this.commands.get(id)?.(result);
    this.commands.delete(id);
  }

  /** Resolves once every request received so far has been answered. */
  async settled(): Promise<void> {
    await this.queue;
  }

  private reply(message: Message, data: unknown, responseType = 0): void {
    this.post(message, data, {
      _messageType: ANSWER,
      _errorCode: 0,
      _responseType: responseType,
    });
  }

  private post({ action, conversation, correlation }: Subject, data: unknown, kind: object): void {
    this.send(
      JSON.stringify({
        _actionName: action,
        _conversationId: conversation,
        _correlationId: correlation,
        _origin: "",
        _data: data,
        _serializerVersion: 1,
        ...kind,
      }),
    );
  }

  private call(message: Message): void {
    switch (message.action) {
      case "ContextActivationManager_getAppContextAsync":
        this.reply(message, this.appContext());
        break;
      case "ContextActivationManager_notifyHost":
        this.reply(message, null);
        break;
      case "executeMethod":
        this.executeMethod(message);
        break;
      default:
        this.options.onUnhandled(message.action);
        this.reply(message, null);
    }
  }

  private executeMethod(message: Message): void {
    const data = message.payload;
    const id = data.DdaMethod?.DispatchId ?? 0;
    switch (id) {
      case DISPATCH.richApi:
        this.queue = this.queue
          .then(() => this.batch(message, data.ArrayData?.[4]))
          .catch((error: unknown) => this.failed(message, error));
        break;
      case DISPATCH.saveSettings: {
        const saved = data.DdaSettingsMethod?.Properties ?? data.Properties ?? [];
        this.settings = Object.fromEntries(saved);
        this.answer(message, {});
        break;
      }
      case DISPATCH.loadSettings: {
        const entries = Object.entries(this.settings);
        const Settings = entries.map(([Name, Value]) => ({ Name, Value }));
        this.answer(message, { Properties: { Settings } });
        break;
      }
      case DISPATCH.commandDone:
        this.answer(message, {});
        this.finishCommand(data);
        break;
      default:
        this.options.onUnhandled(`executeMethod ${id}`);
        this.answer(message, { Error: FAILURE.internal });
    }
  }

  // Excel answers batches one after another, never two at a time.
  private async batch(message: Message, body: unknown): Promise<void> {
    if (this.options.latencyMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.options.latencyMs));
    }
    if (typeof body !== "string" || body.length > PAYLOAD_LIMIT) {
      this.answer(message, { Error: FAILURE.requestTooLarge });
      return;
    }
    const answer = this.options.execute(body);
    if (answer.length > PAYLOAD_LIMIT) {
      this.answer(message, { Error: FAILURE.responseTooLarge });
    } else {
      this.answer(message, { Data: [200, [], answer] });
    }
    this.options.afterBatch();
  }

  // One batch that breaks the emulator must not leave the add-in waiting for all that follow.
  private failed(message: Message, error: unknown): void {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.options.onUnhandled(`an answer to this batch: ${words}`);
    this.answer(message, { Error: FAILURE.internal });
  }

  private answer(message: Message, data: Record<string, unknown>): void {
    this.reply(message, { Version: 1, Error: 0, ...data });
  }

  private appContext(): Record<string, unknown> {
    return {
      _id: "tradebook",
      _appName: 16, // Excel on the web
      _appVersion: "16.01",
      _appUILocale: "en-US",
      _dataLocale: "en-US",
      _docUrl: "https://preview.invalid/Book1.xlsx",
      _clientMode: 0,
      _settings: Object.entries(this.settings),
      _reason: "documentOpened",
      _osfControlType: 1,
      _eToken: "",
      _correlationId: "correlation",
      _appInstanceId: "tradebook",
      _appMinorVersion: 1,
      _requirementMatrix: JSON.stringify(this.options.requirements),
      _hostCustomMessage: null,
      _hostFullVersion: "16.0.18000.0",
      _clientWindowHeight: 800,
      _clientWindowWidth: 400,
      _addinName: "Tradebook",
      _appDomains: [],
      _dialogRequirementMatrix: null,
      _featureGates: {},
      _initialDisplayMode: 2,
      _wacHostEnvironment: "0",
    };
  }
}
