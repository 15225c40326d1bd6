import type { FormEvent } from "react";
import type { AgentView } from "../../contracts";
import { useText } from "../../i18n/language";
import { Button } from "../../ui/button";

/** Asks which agent is using this browser; one without a call today is typed in. */
export function ChooseAgent({ agents, choose }: { agents: readonly AgentView[]; choose(id: string): void }) {
  const text = useText().me;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget).get("agent") ?? "").trim();
    if (id !== "") choose(id);
  };
  return (
    <form onSubmit={submit} className="flex w-full max-w-sm flex-wrap items-end justify-center gap-2">
      <label className="flex min-w-0 flex-1 flex-col gap-1 text-left">
        <span>{text.id}</span>
        <input
          name="agent"
          list="agents"
          required
          maxLength={128}
          autoComplete="off"
          className="min-w-0 rounded-lg border border-edge bg-surface px-2.5 py-1.5 text-ink"
        />
      </label>
      <datalist id="agents">
        {agents.map(({ agentId }) => (
          <option key={agentId} value={agentId} />
        ))}
      </datalist>
      <Button type="submit">{text.go}</Button>
    </form>
  );
}
