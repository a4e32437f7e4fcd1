/** The server could not be reached, or did not answer in time, however often it was asked. */
export class NetworkDown extends Error {
  override readonly name = "NetworkDown";

  constructor(options?: ErrorOptions) {
    super("Tradebook cannot be reached. Check your connection and try again.", options);
  }
}

/** The server failed, or answered what this pane does not understand: not the user's doing. */
export class ServerFault extends Error {
  override readonly name = "ServerFault";
  readonly requestId: string | null;

  constructor(message: string, requestId: string | null = null) {
    super(message);
    this.requestId = requestId;
  }
}
