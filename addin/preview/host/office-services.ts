import { type CustomFunctions, CustomFunctionsService } from "./custom-functions.ts";
import { HostObject } from "./objects/object.ts";

/** Whether the task pane is shown, and what the document does with the add-in when it is opened. */
export class PaneState {
  visibility: "Visible" | "Hidden" = "Visible";
  /** Whether the document opens the add-in by itself. */
  opensWithDocument = false;
  readonly changed: (visibility: string) => void;

  constructor(changed: (visibility: string) => void) {
    this.changed = changed;
  }
}

/** Objects the client reaches by name rather than through the workbook. */
export function services(
  pane: PaneState,
  functions: CustomFunctions,
): Readonly<Record<string, HostObject>> {
  return {
    "Microsoft.InternalService.AddinInternalService": new AddinService(),
    "Microsoft.AppRuntime.AppRuntimePersistenceService": new PersistenceService(pane),
    "Microsoft.AppRuntime.AppRuntimeService": new RuntimeService(pane),
    "Microsoft.ExcelServices.CustomFunctions": new CustomFunctionsService(functions),
  };
}

class AddinService extends HostObject {
  readonly typeName = "AddinInternalService";

  /** Actions wait in the client's own table; there is nothing to prepare. */
  notifyActionHandlerReady() {
    return null;
  }
}

class PersistenceService extends HostObject {
  readonly typeName = "AppRuntimePersistenceService";
  private readonly pane: PaneState;

  constructor(pane: PaneState) {
    super();
    this.pane = pane;
  }

  setAppRuntimeStartState(state: string) {
    this.pane.opensWithDocument = state !== "Inactive";
  }
  getAppRuntimeStartState() {
    return this.pane.opensWithDocument ? "Background" : "Inactive";
  }
}

class RuntimeService extends HostObject {
  readonly typeName = "AppRuntimeService";
  private readonly pane: PaneState;

  constructor(pane: PaneState) {
    super();
    this.pane = pane;
  }

  setAppRuntimeState(state: string) {
    const visibility = state === "Visible" ? "Visible" : "Hidden";
    if (visibility !== this.pane.visibility) {
      this.pane.visibility = visibility;
      this.pane.changed(visibility);
    }
  }
  getAppRuntimeState() {
    return this.pane.visibility;
  }
  registerVisibilityChangedEvent() {
    return null;
  }
  _RegisterVisibilityChangedEvent() {
    return null;
  }
  _UnregisterVisibilityChangedEvent() {
    return null;
  }
}
