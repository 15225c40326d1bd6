import { useState } from "react";

/** Something that is asked of the service: whether it is under way, and why it failed. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();

  /** Tells whether it went well. */
  async function run(action: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setFailed(undefined);
    try {
      await action();
      return true;
    } catch (failure) {
      setFailed(failure instanceof Error ? failure.message : String(failure));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, failed, run };
}
