import { Settings } from "lucide-react";
import { Notice } from "../ui/notice";

/** Shown instead of the dashboard when /config.json is invalid. */
export function Misconfigured({ reason }: { reason: string }) {
  return (
    <Notice icon={Settings} title="Callboard is not set up right" alert>
      <p>{reason}</p>
      <p>Correct /config.json on the server of this page, then load it again.</p>
    </Notice>
  );
}
