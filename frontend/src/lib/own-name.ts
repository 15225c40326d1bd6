import { useQuery } from "@tanstack/react-query";
import { usePreferenceText } from "./preference";
import { useServices } from "./services";
import { agentsQuery } from "./stats-queries";

const NAME = "name";
const AGENT = "agent";

/** Where the name that was given in this browser is kept. */
export const ownNamePreference = NAME;

/** The name that was given in this browser; undefined until one is. */
export function useOwnName(): string | undefined {
  return usePreferenceText(NAME)?.trim() || undefined;
}

/** Which agent is using this browser, as "My calls" was told, by name where one is known. */
export function useOwnAgent(): string | undefined {
  const id = usePreferenceText(AGENT)?.trim() || undefined;
  const agents = useQuery({ ...agentsQuery(useServices()), enabled: id !== undefined }).data;
  return id && (agents?.find(({ agentId }) => agentId === id)?.name ?? id);
}
