import { Compass } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { Link, Route, Switch } from "wouter";
import { CallPanel } from "../features/call/call-panel";
import { CallsView } from "../features/calls/calls-view";
import { Overview } from "../features/overview/overview";
import { useText } from "../i18n/language";
import { callIdOf, usePathname } from "../lib/address";
import { buttonLook } from "../ui/button";
import { CrashScreen } from "../ui/crash-screen";
import { Notice } from "../ui/notice";
import { Shell } from "./shell";

/** Every address of the dashboard. */
export function App() {
  const text = useText();
  const id = callIdOf(usePathname());
  return (
    <Shell>
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
          <Route>
            <Titled title={text.notFound.title}>
              <Notice icon={Compass} title={text.notFound.title}>
                <p>{text.notFound.hint}</p>
                <Link href="/" className={buttonLook}>
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

function Titled({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Callboard`;
  }, [title]);
  return children;
}
