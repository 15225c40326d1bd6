import { act, render } from "@testing-library/react";
import { onTestFinished, vi } from "vitest";
import { App } from "../app/app";
import { createServices, type Services, ServicesProvider } from "../lib/services";
import { Session } from "../lib/session";
import { FakeApi } from "./fake-api";
import { FakeSocket } from "./fake-socket";

export interface World {
  readonly api: FakeApi;
  readonly socket: FakeSocket;
  readonly services: Services;
  tell(event: string, word: unknown): Promise<void>;
}

/**
 * The whole dashboard at an address, with its services played by hand; connected unless told otherwise.
 *
 * Its clock moves as this test does: on a machine that is busy elsewhere, patience does not end, nobody waits longer and
 * no poll comes in between.
 */
export async function renderApp(path: string, prepare: (api: FakeApi, socket: FakeSocket) => void = () => {}): Promise<World> {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  history.replaceState(null, "", path);
  const api = new FakeApi();
  const socket = new FakeSocket();
  const session = new Session();
  socket.connected = true;
  prepare(api, socket);
  const services = createServices({ callService: "", realtimeService: "" }, socket, session, api);
  const stop = services.start();
  onTestFinished(() => {
    stop();
    services.client.clear();
    vi.useRealTimers();
  });
  if (socket.connected) socket.open();
  services.clock.observe(new Date().toISOString(), Date.now(), Date.now());
  await act(async () => {
    render(
      <ServicesProvider services={services}>
        <App />
      </ServicesProvider>,
    );
  });
  const tell = (event: string, word: unknown): Promise<void> =>
    act(async () => {
      socket.tell(event, word);
      // The query cache tells its observers in a task of its own.
      await new Promise((done) => setTimeout(done));
    });
  return { api, socket, services, tell };
}
