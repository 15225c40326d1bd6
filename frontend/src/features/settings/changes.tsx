import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { Change, ChangeKind } from "../../contracts";
import { useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { Timestamp } from "../../ui/timestamp";
import { differences } from "./difference";
import { PageHead } from "./framed";
import { Loaded } from "./loaded";
import { type PageProps, pageAddress } from "./paths";
import { changesQuery } from "./queries";

const kinds = [
  "queue",
  "key",
  "connection",
  "import",
  "caller",
  "undelivered",
  "webhook",
  "rule",
  "channel",
] as const satisfies readonly ChangeKind[];

/** Who changed what, and what it was before. The address says which changes are shown. */
export default function Changes({ adminKey }: PageProps) {
  const { changes: text, pages } = useText().settings;
  const asked = new URLSearchParams(useSearch());
  const kind = kinds.find((each) => each === asked.get("kind"));
  const name = asked.get("name") ?? undefined;
  const changes = useInfiniteQuery(changesQuery(useServices().api, adminKey, kind, name));
  return (
    <>
      <PageHead title={pages.changes}>
        <Select label={text.which} value={kind ?? ""} onChange={({ target }) => navigate(addressOf(target.value, undefined))}>
          <option value="">{text.all}</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {text.kind[each]}
            </option>
          ))}
        </Select>
      </PageHead>
      {name !== undefined && (
        <p className="flex flex-wrap items-center gap-x-3 wrap-anywhere">
          {text.of(name)}
          <Link href={addressOf(kind, undefined)} className="underline underline-offset-4">
            {text.all}
          </Link>
        </p>
      )}
      <Loaded query={changes}>
        {({ pages: read }) => {
          const found = read.flatMap(({ data }) => data);
          if (found.length === 0) return <p>{text.none}</p>;
          return (
            <>
              <ul aria-label={pages.changes} className="flex flex-col rounded-xl border border-line bg-surface">
                {found.map((change) => (
                  <li key={change.id} className="flex flex-col gap-2 border-line px-4 py-3 not-first:border-t">
                    <Item change={change} />
                  </li>
                ))}
              </ul>
              {changes.hasNextPage && (
                <Button disabled={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()} className="self-start">
                  {text.more}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function addressOf(kind: string | undefined, name: string | undefined): string {
  const query = new URLSearchParams({ ...(kind !== undefined && kind !== "" && { kind }), ...(name !== undefined && { name }) }).toString();
  return `${pageAddress("changes")}${query === "" ? "" : `?${query}`}`;
}

function Item({ change: { at, by, kind, name, before, after } }: { change: Change }) {
  const text = useText().settings.changes;
  const differing = differences(before, after);
  const what = before === undefined ? "made" : after === undefined ? "removed" : "changed";
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Timestamp at={at} />
        <span className="font-medium wrap-anywhere">{by}</span>
        <span className="text-muted">{kind === "caller" ? text.erased : `${text.what[what]}: ${text.kind[kind]}`}</span>
        {name !== undefined && (
          <Link href={addressOf(kind, name)} className="wrap-anywhere underline decoration-line underline-offset-4">
            {name}
          </Link>
        )}
      </p>
      {differing.length === 0 ? (
        <p className="text-muted">{text.same}</p>
      ) : (
        <details open={what === "changed"}>
          <summary className="text-muted">{text.fields(differing.length)}</summary>
          <dl className="grid gap-x-4 pt-1 sm:grid-cols-[minmax(8rem,auto)_1fr]">
            {differing.map((each) => (
              <div key={each.field} className="contents">
                <dt className="font-mono text-xs leading-6 wrap-anywhere text-muted">{each.field}</dt>
                <dd className="max-h-60 min-w-0 overflow-y-auto wrap-anywhere">
                  {each.before !== undefined && (
                    <del className={each.after === undefined ? "" : "text-muted"}>
                      <span className="sr-only">{text.before} </span>
                      {each.before}
                    </del>
                  )}
                  {each.before !== undefined && each.after !== undefined && <span aria-hidden> → </span>}
                  {each.after !== undefined && (
                    <ins className="no-underline">
                      <span className="sr-only">{text.after} </span>
                      {each.after}
                    </ins>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
