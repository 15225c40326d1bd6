import { useFormat, useText } from "../../i18n/language";
import { agentParts, type CallFilter } from "../../lib/filter";
import { useServices } from "../../lib/services";
import { type FilterName, useFilterWords } from "./filter-words";

/** Whose values alone don’t say what they are. */
const named: readonly FilterName[] = ["agentId", ...agentParts, "visited"];

/** The filters and the time in words, since a print has no controls. */
export function PrintHeading({ filter, listed }: { filter: CallFilter; listed: string }) {
  const text = useText();
  const format = useFormat();
  const { clock } = useServices();
  const words = useFilterWords(filter);
  const restrictions = [
    filter.status.map((status) => text.status[status]).join(" / "),
    ...words.map(({ name, label, value }) => (named.includes(name) ? `${label} ${value}` : value)),
    filter.q && `“${filter.q}”`,
  ].filter(Boolean);
  return (
    <p className="hidden w-full text-sm print:block">
      {text.calls.printed(format.full(clock.now() ?? Date.now()))} · {listed}
      {restrictions.length > 0 && ` · ${restrictions.join(" · ")}`}
    </p>
  );
}
