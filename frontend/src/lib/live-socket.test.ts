import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket as ServerSocket } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Ack } from "../contracts";
import { emitWithAck } from "./live-socket";

let http: HttpServer;
let server: Server;
let peer: ServerSocket;
let socket: Socket;

beforeEach(async () => {
  http = createServer();
  server = new Server(http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const connected = new Promise<ServerSocket>((resolve) => server.on("connection", resolve));
  socket = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ["websocket"], reconnection: false });
  peer = await connected;
});

afterEach(async () => {
  socket.disconnect();
  await server.close();
});

test("an acknowledgement is passed on", async () => {
  peer.on("subscribe_call", (_callId: string, acknowledge: (ack: Ack) => void) => acknowledge({ ok: true }));
  expect(await emitWithAck(socket, "subscribe_call", "call-1", 60_000)).toEqual({ ok: true });
});

test("without an answer in time there is none", async () => {
  expect(await emitWithAck(socket, "subscribe_call", "call-1", 1)).toBeUndefined();
});

test("the end of the connection ends the wait", async () => {
  peer.on("subscribe_call", () => peer.disconnect());
  expect(await emitWithAck(socket, "subscribe_call", "call-1", 60_000)).toBeUndefined();
});
