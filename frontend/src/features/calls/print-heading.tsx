import { useFormat, useText } from "../../i18n/language";
import type { CallFilter } from "../../lib/filter";
import { useServices } from "../../lib/services";
import { useFilterWords } from "./filter-words";

/** The filters and the time in words, since a print has no controls. */
export function PrintHeading({ filter, listed }: { filter: CallFilter; listed: string }) {
  const text = useText();
  const format = useFormat();
  const { clock } = useServices();
  const words = useFilterWords(filter);
  const restrictions = [
    filter.status.map((status) => text.status[status]).join(" / "),
    ...words.map(({ name, label, value }) => (name === "agentId" || name === "missedBy" ? `${label} ${value}` : value)),
    filter.q && `“${filter.q}”`,
  ].filter(Boolean);
  return (
    <p className="hidden w-full text-sm print:block">
      {text.calls.printed(format.full(clock.now() ?? Date.now()))} · {listed}
      {restrictions.length > 0 && ` · ${restrictions.join(" · ")}`}
    </p>
  );
}
