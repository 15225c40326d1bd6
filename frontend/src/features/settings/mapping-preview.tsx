import { useQuery } from "@tanstack/react-query";
import type { MappedMessage } from "../../contracts";
import { useText } from "../../i18n/language";
import { ApiError } from "../../lib/api";
import { useServices } from "../../lib/services";
import { byField, objectIn } from "./draft";
import { previewQuery } from "./queries";
import { useSettled } from "./use-settled";

interface Props {
  readonly adminKey: string;
  readonly name: string;
  /** As it stands in its field. */
  readonly mapping: string;
}

/** What the mapping that is being written makes of the last messages. */
export function MappingPreview({ adminKey, name, mapping }: Props) {
  const text = useText().settings.preview;
  const written = useSettled(mapping);
  return (
    <section aria-label={text.title} className="flex min-w-0 flex-col gap-2 rounded-lg bg-raised p-3">
      <h3 className="font-medium">{text.title}</h3>
      {objectIn(written) === undefined ? (
        <p className="text-muted">{text.noJson}</p>
      ) : (
        <Preview adminKey={adminKey} name={name} mapping={written} />
      )}
    </section>
  );
}

function Preview({ adminKey, name, mapping }: Props) {
  const text = useText().settings.preview;
  const preview = useQuery(previewQuery(useServices().api, adminKey, name, mapping));
  if (preview.error !== null) return <Issues error={preview.error} />;
  if (preview.data === undefined) return <p className="text-muted">{text.asking}</p>;
  if (preview.data.length === 0) return <p className="text-muted">{text.nothing}</p>;
  return (
    <ul className="flex max-h-96 flex-col gap-2 overflow-y-auto">
      {preview.data.map((message, place) => (
        // The service lists them anew each time.
        // biome-ignore lint/suspicious/noArrayIndexKey: messages have no name of their own
        <li key={place}>
          <Mapped message={message} />
        </li>
      ))}
    </ul>
  );
}

function Mapped({ message: { text: heard, rule, events, reason } }: { message: MappedMessage }) {
  const text = useText().settings.preview;
  return (
    <details>
      <summary className="wrap-anywhere">
        <span className={reason === undefined ? "" : "text-over"}>
          {reason ?? (events.length > 0 ? text.becomes(events.length) : text.ignored)}
        </span>
        {rule !== undefined && <span className="text-muted"> · {rule}</span>}
      </summary>
      {[...events, heard].map((each) => (
        <pre key={each} className="mt-1 max-h-60 overflow-y-auto rounded-lg bg-canvas p-2 font-mono text-xs break-all whitespace-pre-wrap">
          {each}
        </pre>
      ))}
    </details>
  );
}

function Issues({ error }: { error: Error }) {
  const { rest } = byField(error instanceof ApiError ? (error.problem?.issues ?? []) : [], []);
  return (
    <div role="alert" className="flex flex-col gap-1 wrap-anywhere text-over">
      {(rest.length > 0 ? rest : [error.message]).map((each) => (
        <p key={each}>{each}</p>
      ))}
    </div>
  );
}
