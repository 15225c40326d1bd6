import { notifyManager } from "@tanstack/react-query";
import { Compass } from "lucide-react";
import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useCallback, useSyncExternalStore } from "react";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Notice } from "../../ui/notice";
import { useAdminKey } from "./admin-key";
import { Framed, PageHead } from "./framed";
import { KeyForm } from "./key-form";
import type { PageName, PageProps } from "./paths";
import { isKeyRefused, operatorKeys } from "./queries";

/** Every page, in the order of the list; another one is an entry here, and its name in the texts. */
const pages = {
  connections: lazy(() => import("./connections")),
  queues: lazy(() => import("./queues")),
  keys: lazy(() => import("./keys")),
  rules: lazy(() => import("./rules")),
  webhooks: lazy(() => import("./webhooks")),
  channels: lazy(() => import("./channels")),
  undelivered: lazy(() => import("./undelivered")),
  callers: lazy(() => import("./callers")),
  changes: lazy(() => import("./changes")),
  system: lazy(() => import("./system")),
} as const satisfies Partial<Record<PageName, LazyExoticComponent<ComponentType<PageProps>>>>;

type Page = keyof typeof pages;
const names = Object.keys(pages) as Page[];

/** Settings, for who has an administrator's key. */
export default function Settings({ page: named, item }: { page: string; item: string | undefined }) {
  const text = useText();
  const key = useAdminKey();
  const refused = useIsRefused(key);
  const page = names.find((name) => name === named);
  if (page === undefined) {
    return (
      <>
        <h1 className="sr-only">{text.settings.title}</h1>
        <Notice icon={Compass} title={text.notFound.title} />
      </>
    );
  }
  const Page = pages[page];
  return (
    <Framed pages={names} page={page}>
      {key === undefined || refused ? (
        <>
          <PageHead title={text.settings.pages[page]} />
          <KeyForm expired={refused} />
        </>
      ) : (
        <Suspense fallback={<p className="text-muted">{text.loading} …</p>}>
          <Page adminKey={key} item={item} />
        </Suspense>
      )}
    </Framed>
  );
}

/** Whether the service has refused the key, whatever it was asked for with it. */
function useIsRefused(key: string | undefined): boolean {
  const cache = useServices().client.getQueryCache();
  return useSyncExternalStore(
    useCallback((observer) => cache.subscribe(notifyManager.batchCalls(observer)), [cache]),
    () => key !== undefined && cache.findAll({ queryKey: [...operatorKeys, key] }).some(({ state }) => isKeyRefused(state.error)),
  );
}
