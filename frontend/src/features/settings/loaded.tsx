import type { ReactNode } from "react";
import { useText } from "../../i18n/language";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";

interface Props<T> {
  readonly query: { readonly data: T | undefined; readonly error: Error | null; refetch(): Promise<unknown> };
  children(data: T): ReactNode;
}

/** What was read, once it is there; and that it could not be read again. */
export function Loaded<T>({ query: { data, error, refetch }, children }: Props<T>) {
  const text = useText().settings;
  if (data === undefined) {
    return error === null ? <Skeleton rows={4} className="h-20" /> : <ErrorNotice error={error} retry={() => void refetch()} />;
  }
  return (
    <>
      {error !== null && <p role="alert">{text.notReread}</p>}
      {children(data)}
    </>
  );
}
