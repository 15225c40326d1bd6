import { Compass } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { Link, Route, Switch } from "wouter";
import { AgentsView } from "../features/agents/agents-view";
import { AlertsView } from "../features/alerts/alerts-view";
import { AlertSignals } from "../features/alerts/signals";
import { CallPanel } from "../features/call/call-panel";
import { CallbacksView } from "../features/callbacks/callbacks-view";
import { CallsView } from "../features/calls/calls-view";
import { MeView } from "../features/me/me-view";
import { Overview } from "../features/overview/overview";
import { QueueView } from "../features/queue/queue-view";
import { ReplayView } from "../features/replay/replay-view";
import { usePageLanguage, useText } from "../i18n/language";
import { callIdOf, queueIdOf, settingsOf, usePathname } from "../lib/address";
import { useOpenBreaches } from "../lib/alert-queries";
import { useQueues, useServices } from "../lib/services";
import { useSession } from "../lib/session";
import { usePageTheme } from "../lib/theme";
import { buttonClass } from "../ui/button";
import { CrashScreen } from "../ui/crash-screen";
import { Notice } from "../ui/notice";
import { Shell } from "./shell";
import { SignIn } from "./sign-in";

// The wallboard needs none of the other views, nor they the wallboard.
const Wallboard = lazy(() => import("../features/wallboard"));

// Not everybody’s, and of a size.
const ReportsView = lazy(() => import("../features/reports/reports-view"));

// For administrators alone.
const Settings = lazy(() => import("../features/settings"));

const WALL_RELOAD_MS = 30_000;

/** The routes of the dashboard. */
export function App() {
  const text = useText();
  usePageLanguage();
  usePageTheme();
  const path = usePathname();
  const id = callIdOf(path);
  if (useSession(useServices().session).signInRequired) {
    return (
      <Titled title={text.session.title}>
        <SignIn />
      </Titled>
    );
  }
  if (path === "/wallboard") {
    return (
      <CrashScreen reloadAfterMs={WALL_RELOAD_MS}>
        <Suspense fallback={<p className="p-4 text-muted">{text.loading} …</p>}>
          <Titled title={text.wallboard.title}>
            <Wallboard />
          </Titled>
        </Suspense>
      </CrashScreen>
    );
  }
  return (
    <Shell>
      <AlertSignals />
      <CrashScreen>
        <Switch>
          <Route path="/">
            <Titled title={text.overview.title}>
              <Overview />
            </Titled>
          </Route>
          <Route path="/calls/:id?">
            <Titled title={id === undefined ? text.calls.title : text.call.title(id)}>
              <CallsView openCall={id} panel={id === undefined ? undefined : <CallPanel key={id} id={id} />} />
            </Titled>
          </Route>
          <Route path="/agents">
            <Titled title={text.agents.title}>
              <AgentsView />
            </Titled>
          </Route>
          <Route path="/replay">
            <Titled title={text.replay.title}>
              <ReplayView />
            </Titled>
          </Route>
          <Route path="/settings/:page?/:item?">
            <SettingsRoute path={path} />
          </Route>
          <Route path="/queues/:id">
            <QueueRoute path={path} />
          </Route>
          <Route path="/me">
            <Titled title={text.me.title}>
              <MeView />
            </Titled>
          </Route>
          <Route path="/callbacks">
            <Titled title={text.callbacks.title}>
              <CallbacksView />
            </Titled>
          </Route>
          <Route path="/reports">
            <Titled title={text.reports.title}>
              <Suspense fallback={<p className="p-4 text-muted">{text.loading} …</p>}>
                <ReportsView />
              </Suspense>
            </Titled>
          </Route>
          <Route path="/alerts">
            <Titled title={text.alerts.title}>
              <AlertsView />
            </Titled>
          </Route>
          <Route>
            <Titled title={text.notFound.title}>
              <h1 className="sr-only">{text.notFound.title}</h1>
              <Notice icon={Compass} title={text.notFound.title}>
                <p>{text.notFound.hint}</p>
                <Link href="/" className={buttonClass}>
                  {text.notFound.home}
                </Link>
              </Notice>
            </Titled>
          </Route>
        </Switch>
      </CrashScreen>
    </Shell>
  );
}

function QueueRoute({ path }: { path: string }) {
  const id = queueIdOf(path) ?? "";
  return (
    <Titled title={useQueues().of(id)?.displayName ?? id}>
      <QueueView key={id} id={id} />
    </Titled>
  );
}

function SettingsRoute({ path }: { path: string }) {
  const text = useText();
  const { page, item } = settingsOf(path);
  const titles: Readonly<Record<string, string>> = text.settings.pages;
  const title = titles[page] ?? text.settings.title;
  return (
    <Titled title={item === undefined ? title : `${title} · ${item}`}>
      <Suspense fallback={<p className="p-4 text-muted">{text.loading} …</p>}>
        <Settings page={page} item={item} />
      </Suspense>
    </Titled>
  );
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  const open = useOpenBreaches()?.total ?? 0;
  useEffect(() => {
    document.title = `${open > 0 ? `(${open}) ` : ""}${title} · Callboard`;
  }, [title, open]);
  return children;
}
