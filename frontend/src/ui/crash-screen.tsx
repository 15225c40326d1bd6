import { Bug } from "lucide-react";
import { Component, type ReactNode, useEffect } from "react";
import { useText } from "../i18n/language";
import { Button } from "./button";
import { Notice } from "./notice";

/** An error boundary, so that a crash of one view leaves the rest of the page; reloads by itself if `reloadAfterMs` is given. */
export class CrashScreen extends Component<{ children: ReactNode; reloadAfterMs?: number }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed reloadAfterMs={this.props.reloadAfterMs} /> : this.props.children;
  }
}

function Crashed({ reloadAfterMs }: { reloadAfterMs: number | undefined }) {
  const text = useText().error;
  useEffect(() => {
    if (reloadAfterMs === undefined) return;
    const timer = setTimeout(() => location.reload(), reloadAfterMs);
    return () => clearTimeout(timer);
  }, [reloadAfterMs]);
  return (
    <Notice icon={Bug} title={text.crashed} alert>
      <p>{text.crashedHint}</p>
      <Button onClick={() => location.reload()}>{text.reload}</Button>
    </Notice>
  );
}
