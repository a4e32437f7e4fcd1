import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";

interface TroubleProps {
  intent: "warning" | "error";
  text: string;
  retry?: () => void;
}

/** A sentence about what went wrong, said aloud by screen readers, with a way to try again when that can help. */
export function Trouble({ intent, text, retry }: TroubleProps) {
  return (
    <div role="alert">
      <MessageBar intent={intent} layout="multiline" politeness="assertive">
        <MessageBarBody>{text}</MessageBarBody>
        {retry && (
          <MessageBarActions>
            <Button onClick={retry}>Try again</Button>
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
