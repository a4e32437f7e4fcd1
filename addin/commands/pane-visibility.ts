/**
 * Shows the pane when it is hidden. Showing one that is open already takes the focus from the sheet (excel.md 6), and
 * Office has no question for "is it open", so its events are followed.
 */
export async function followPaneVisibility(): Promise<() => Promise<void>> {
  let isVisible = !document.hidden && window.innerWidth > 0;
  await Office.addin.onVisibilityModeChanged(({ visibilityMode }) => {
    isVisible = visibilityMode === Office.VisibilityMode.taskpane;
  });
  return async () => {
    if (isVisible) return;
    await Office.addin.showAsTaskpane();
    isVisible = true;
  };
}
