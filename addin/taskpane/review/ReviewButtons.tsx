import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from "@fluentui/react-components";
import { useLook } from "../common/look.ts";
import { count } from "../words.ts";

interface ReviewButtonsProps {
  publishable: number;
  discardable: number;
  isBusy: boolean;
  publish: () => void;
  discard: () => void;
}

/** Publish at once, because the list above is the confirmation; discard after a question, because it cannot be undone everywhere. */
export function ReviewButtons({
  publishable,
  discardable,
  isBusy,
  publish,
  discard,
}: ReviewButtonsProps) {
  const look = useLook();
  return (
    <div className={look.actions}>
      <Button
        appearance="primary"
        disabledFocusable={isBusy || publishable === 0}
        onClick={publish}
      >
        Publish {publishable}
      </Button>
      <Dialog>
        <DialogTrigger disableButtonEnhancement>
          <Button disabledFocusable={isBusy || discardable === 0}>Discard {discardable}…</Button>
        </DialogTrigger>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>Discard your changes?</DialogTitle>
            <DialogContent>
              Tradebook's values go back into {count(discardable, "row")}. What you typed there is
              lost.
            </DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button appearance="primary" onClick={discard}>
                  Discard {discardable}
                </Button>
              </DialogTrigger>
              <DialogTrigger disableButtonEnhancement>
                <Button>Keep</Button>
              </DialogTrigger>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  );
}
