import { CloudOff } from "lucide-react";
import { useText } from "../i18n/language";
import { ApiError } from "../lib/api";
import { useServices } from "../lib/services";
import { Button } from "./button";
import { Notice } from "./notice";

/** A failed read: what happened, what to do, and a button to retry. */
export function ErrorNotice({ error, retry }: { error: Error; retry: () => void }) {
  const text = useText();
  const { api } = useServices();
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <Notice icon={CloudOff} title={text.error.title} alert>
      <p>{explain()}</p>
      {problem && <p className="font-mono text-xs">{text.error.trace(problem.traceId)}</p>}
      <Button onClick={retry}>{text.error.again}</Button>
    </Notice>
  );

  function explain(): string {
    if (!(error instanceof ApiError)) return error.message;
    if (error.status === undefined) return text.error.unreachable(api.address);
    if (problem !== undefined && error.status < 500) return text.error.refused(problem);
    return text.error.broken(error.status);
  }
}
