import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";

const root = document.getElementById("app");
if (root !== null) {
  void Office.onReady().then(() =>
    createRoot(root).render(<FluentProvider theme={webLightTheme}>Tradebook</FluentProvider>),
  );
}
