import { useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import type { ConnectionImport } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";
import { Timestamp } from "../../ui/timestamp";
import { importsQuery, uploadLog } from "./queries";

/** Logs of the past: one is chosen, sent and read, and what became of each stands here. */
export function Imports({ adminKey, name }: { adminKey: string; name: string }) {
  const text = useText().settings.imports;
  const { api, client } = useServices();
  const query = importsQuery(api, adminKey, name);
  const imports = useQuery(query);
  const chooser = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<File>();
  const [failed, setFailed] = useState<string>();

  async function send(log: File): Promise<void> {
    setSending(log);
    setFailed(undefined);
    try {
      await uploadLog(api, adminKey, name, log);
    } catch (failure) {
      setFailed(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setSending(undefined);
      await client.invalidateQueries(query);
    }
  }

  return (
    <section aria-labelledby="imports" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="imports" className="font-semibold">
          {text.title}
        </h2>
        <Button disabled={sending !== undefined} onClick={() => chooser.current?.click()}>
          <Upload aria-hidden className="size-4" />
          {sending === undefined ? text.upload : text.uploading}
        </Button>
        <input
          ref={chooser}
          type="file"
          aria-label={text.file}
          className="hidden"
          onChange={({ target }) => {
            const [log] = target.files ?? [];
            // The same file may be chosen again.
            target.value = "";
            if (log !== undefined) void send(log);
          }}
        />
      </div>
      <p className="text-xs text-muted">{text.hint}</p>
      <p role="alert" className="wrap-anywhere text-over empty:hidden">
        {failed}
      </p>
      {imports.data === undefined ? (
        imports.error === null ? (
          <Skeleton rows={1} />
        ) : (
          <ErrorNotice error={imports.error} retry={() => void imports.refetch()} />
        )
      ) : imports.data.length === 0 ? (
        <p className="text-muted">{text.none}</p>
      ) : (
        <ul aria-label={text.title} className="flex flex-col rounded-xl border border-line bg-surface">
          {imports.data.map((each) => (
            <li key={each.id} className="border-line px-4 py-3 not-first:border-t">
              <Import log={each} total={each.state === "uploading" ? sending?.size : undefined} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const figures = ["lines", "taken", "known", "tooOld", "unknown", "refused"] as const;

function Import({ log, total }: { log: ConnectionImport; total: number | undefined }) {
  const text = useText().settings.imports;
  const format = useFormat();
  // What arrives is measured against the file, if it is this tab that sends it.
  const share = log.state === "uploading" ? total && log.bytes / total : log.bytes > 0 ? log.bytesRead / log.bytes : 1;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="flex flex-wrap items-baseline gap-x-1.5">
        <span className={`font-medium ${log.state === "failed" ? "text-over" : ""}`}>{text.state[log.state]}</span>
        <span className="mr-auto text-muted">
          <Timestamp at={log.since} />
        </span>
        <span className="text-muted tabular-nums">{format.bytes(log.bytes)}</span>
      </p>
      {(log.state === "reading" || log.state === "uploading") && share !== undefined && (
        <progress aria-label={text.state[log.state]} value={share} max={1} className="h-1.5 w-full accent-active-bar" />
      )}
      {log.reason !== undefined && <p className={`wrap-anywhere ${log.state === "failed" ? "text-over" : ""}`}>{log.reason}</p>}
      {log.lines > 0 && (
        <dl className="grid grid-cols-3 gap-x-4 gap-y-2 tabular-nums sm:grid-cols-6">
          {figures.map((figure) => (
            <div key={figure} className="flex min-w-0 flex-col">
              <dt className="text-xs text-muted" title={text.figureHints[figure]}>
                {text.figures[figure]}
              </dt>
              <dd className={figure === "refused" && log.refused > 0 ? "font-semibold text-over" : "font-medium"}>
                {format.count(log[figure])}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="wrap-anywhere text-xs text-muted">
        {text.uploadedBy(log.uploadedBy)} <Timestamp at={log.uploadedAt} />
      </p>
    </div>
  );
}
