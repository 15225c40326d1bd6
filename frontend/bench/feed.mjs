// A fake backend for measurements: the files of `dist`, and a call centre in memory whose calls change all the time.
// It speaks the real wire (REST and Socket.IO), and is seeded, so that every run is the same.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { Server } from "socket.io";

const queues = ["Medical, Spanish", "Medical, English", "Legal, Spanish", "Legal, English"].map((displayName, index) => ({
  id: `queue-${index + 1}`,
  displayName,
  version: 1,
  waitLimit: 30,
  routingLimit: 15,
  holdLimit: 60,
  shortCallLimit: 10,
  targetPercent: 80,
  targetSeconds: 30,
}));
const agents = ["ana", "bruno", "carmen", "diego", "elena", "fatima", "gael", "hugo", "ines", "julia", "karim", "lucia"];
const after = { waiting: "active", active: "on_hold", on_hold: "active" };
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };

/** Serves `dist` with `calls` open calls, `rate` changes a second to the subscribed ones, and `arrivals` new ones a second. */
export async function serveFeed({ dist, calls: count, rate, arrivals }) {
  const random = seeded(20261123);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const instant = (ms = Date.now()) => new Date(ms).toISOString();
  const calls = [];
  const known = new Map();
  let sent = 0;

  function begin(at) {
    const call = {
      id: `call-${String(known.size + 1).padStart(6, "0")}`,
      type: random() < 0.3 ? "video" : "voice",
      status: "waiting",
      queueId: pick(queues).id,
      startTime: instant(at),
      statusSince: instant(at),
      holdTime: 0,
      flags: [],
      sequence: 1,
    };
    calls.unshift(call);
    known.set(call.id, call);
    return call;
  }

  function change(call) {
    call.sequence++;
    call.status = after[call.status];
    call.statusSince = instant();
    call.agentId = pick(agents);
    if (call.waitTime === undefined) Object.assign(call, { waitTime: Math.round(random() * 40), answeredAt: instant() });
    if (random() < 0.1 && call.flags.length === 0) call.flags = ["rerouted"];
  }

  const updateOf = ({ id, ...row }, eventType) => ({
    callId: id,
    ...row,
    eventType,
    timestamp: instant(),
    eventId: `${id}-${row.sequence}`,
  });

  function counts() {
    const count = (status) => calls.filter((call) => call.status === status).length;
    return {
      waiting: count("waiting"),
      active: count("active"),
      onHold: count("on_hold"),
      offered: calls.length,
      answered: 0,
      answeredWithin: 0,
      abandoned: 0,
      shortAbandoned: 0,
    };
  }

  const stats = (window = "15m") => ({
    timestamp: instant(),
    window,
    from: instant(Date.now() - 900_000),
    all: counts(),
    queues: queues.map(({ id }) => ({ queueId: id, ...counts() })),
  });

  function page(query) {
    const [page, limit] = [Number(query.get("page") ?? 1), Number(query.get("limit") ?? 20)];
    return {
      data: calls.slice((page - 1) * limit, page * limit),
      total: calls.length,
      page,
      limit,
      totalPages: Math.ceil(calls.length / limit),
    };
  }

  function read(path, query) {
    switch (path) {
      case "/config.json":
        return { callService: "", realtimeService: "" };
      case "/api/calls":
        return page(query);
      case "/api/queues":
        return queues;
      case "/api/agents":
        return [];
      case "/api/stats":
        return stats(query.get("window") ?? undefined);
      case "/api/stats/series":
        return { window: query.get("window"), points: [] };
      default:
        return undefined;
    }
  }

  for (let n = count; n > 0; n--) {
    const call = begin(Date.now() - n * 60);
    for (let steps = Math.floor(random() * 3); steps > 0; steps--) change(call);
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://feed");
    const answer = read(pathname, searchParams);
    if (answer !== undefined) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
      return;
    }
    const requested = join(dist, pathname);
    const isFile = existsSync(requested) && statSync(requested).isFile();
    const file = isFile ? requested : join(dist, "index.html");
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });

  const io = new Server(server);
  io.on("connection", (socket) => {
    socket.on("subscribe_dashboard", (_, ack) => ack?.({ ok: true }));
    socket.on("subscribe_call", (id, ack) => {
      socket.join(`call:${id}`);
      ack?.({ ok: true, snapshot: updateOf(known.get(id), "call_routed") });
    });
    socket.on("unsubscribe_call", (id) => socket.leave(`call:${id}`));
  });

  // Twenty bursts a second, like the pipelines of the real services.
  const PER_SECOND = 20;
  let [owedChanges, owedCalls, turn] = [0, 0, 0];
  const changing = setInterval(() => {
    const watched = [...io.sockets.adapter.rooms.keys()].filter((room) => room.startsWith("call:"));
    for (owedChanges += rate / PER_SECOND; owedChanges >= 1; owedChanges--) {
      const room = watched[turn++ % Math.max(1, watched.length)];
      if (room === undefined) continue;
      const call = known.get(room.slice("call:".length));
      change(call);
      io.to(room).emit("call_status_update", updateOf(call, "call_routed"));
      sent++;
    }
    for (owedCalls += arrivals / PER_SECOND; owedCalls >= 1; owedCalls--) {
      io.emit("new_call", updateOf(begin(Date.now()), "call_initiated"));
      sent++;
    }
  }, 1000 / PER_SECOND);
  const counting = setInterval(() => io.emit("stats_update", stats()), 1_000);

  await new Promise((done) => server.listen(0, done));
  return {
    address: `http://localhost:${server.address().port}`,
    get sent() {
      return sent;
    },
    close: () => {
      clearInterval(changing);
      clearInterval(counting);
      return new Promise((done) => io.close(done));
    },
  };
}

/** A seeded random number generator. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
