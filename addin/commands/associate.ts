/** Tells Office which function each ribbon button runs. */
export function associateCommands(commands: Record<string, () => Promise<void>>): void {
  for (const [name, command] of Object.entries(commands)) {
    Office.actions.associate(
      name,
      (event: Office.AddinCommands.Event) => void complete(command, event),
    );
  }
}

/** Office waits for `completed` and disables the button until then, so it is called whatever happens. */
async function complete(
  command: () => Promise<void>,
  event: Office.AddinCommands.Event,
): Promise<void> {
  try {
    await command();
  } finally {
    event.completed();
  }
}
