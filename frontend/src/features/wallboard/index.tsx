import { Component, type ReactNode } from "react";
import { Wallboard } from "./wallboard";

const RELOAD_MS = 15_000;

/** The wallboard, which reloads itself after a crash, since it is unattended. */
export default function RecoveringWallboard() {
  return (
    <Recovering>
      <Wallboard />
    </Recovering>
  );
}

class Recovering extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override componentDidCatch(): void {
    setTimeout(() => location.reload(), RELOAD_MS);
  }

  override render() {
    return this.state.crashed ? <p className="grid h-dvh place-items-center text-4xl">Callboard …</p> : this.props.children;
  }
}
