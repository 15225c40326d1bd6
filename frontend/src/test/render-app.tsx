import { act, render, waitFor } from "@testing-library/react";
import { expect, onTestFinished, vi } from "vitest";
import { App } from "../app/app";
import { createServices, type Services, ServicesProvider } from "../lib/services";
import { Session } from "../lib/session";
import { FakeApi } from "./fake-api";
import { FakeSocket } from "./fake-socket";

export interface World {
  readonly api: FakeApi;
  readonly socket: FakeSocket;
  readonly services: Services;
  /** Waits until no read is in flight. */
  settled(): Promise<void>;
  receive(event: string, payload: unknown): Promise<void>;
}

/**
 * The whole dashboard at an address, with fake services; connected unless `prepare` says otherwise.
 *
 * Its clock advances with the test: on a busy machine no timeout ends, no wait grows and no poll comes in between.
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
  const receive = (event: string, payload: unknown): Promise<void> =>
    act(async () => {
      socket.receive(event, payload);
      // The query cache notifies its observers in a task of its own.
      await new Promise((done) => setTimeout(done));
    });
  const settled = (): Promise<void> => waitFor(() => expect(services.client.isFetching()).toBe(0));
  return { api, socket, services, settled, receive };
}
