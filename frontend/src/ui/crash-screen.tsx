import { Bug } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useText } from "../i18n/language";
import { Button } from "./button";
import { Notice } from "./notice";

/** Keeps one broken view from taking the rest of the page with it. */
export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const text = useText().error;
  return (
    <Notice icon={Bug} title={text.crashed} alert>
      <p>{text.crashedHint}</p>
      <Button onClick={() => location.reload()}>{text.reload}</Button>
    </Notice>
  );
}
