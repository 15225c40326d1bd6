import { ExternalLink } from "lucide-react";
import { useText } from "../i18n/language";
import type { Pop } from "../lib/pop";

/** Leads to the page about a call that its queue names. That page has no hold on this one. */
export function PopLink({ pop }: { pop: Pop }) {
  const text = useText().me;
  if (pop === "hidden") return <span className="text-muted">{text.popNoNumber}</span>;
  return (
    <a
      href={pop.address}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex items-center gap-1 underline decoration-line underline-offset-4 hover:decoration-current"
    >
      {text.pop}
      <ExternalLink aria-hidden className="size-4" />
    </a>
  );
}
