package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What a telephony system does, in the words of its developers: events as JSON text over HTTP.
final class Telephony implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NEW_CALL = "\"type\":\"voice\",\"queueId\":\"medical_spanish\"";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Callboard callboard;

    Telephony(Callboard callboard) {
        this.callboard = callboard;
    }

    /// An id that no other call has.
    static String aCall() {
        return "e2e-" + UUID.randomUUID();
    }

    /// A new call in Medical Spanish.
    String begin() throws Exception {
        String callId = aCall();
        begin(callId);
        return callId;
    }

    void begin(String callId) throws Exception {
        report(callId, "call_initiated", NEW_CALL);
    }

    /// New calls in one delivery, the last of them the newest.
    void beginAll(List<String> callIds) throws Exception {
        var events = callIds.stream()
                .map(callId -> body(callId, "call_initiated", NEW_CALL))
                .toList();
        var answer =
                client.send(post("/api/events/batch", "[" + String.join(",", events) + "]"), BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"stored\":" + callIds.size());
    }

    /// One that says when it began.
    String beginNow() throws Exception {
        String callId = aCall();
        report(callId, "call_initiated", NEW_CALL + ",\"occurredAt\":\"" + Instant.now() + "\"");
        return callId;
    }

    /// One that has waited for longer than any limit when it is reported, by a sender whose other events are punctual:
    /// one that lags with all of them would be given as much more time.
    String beginLate() throws Exception {
        return beginLateIn("medical_spanish");
    }

    String beginLateIn(String queueId) throws Exception {
        report(beginNow(), "call_ended", "\"endReason\":\"completed\",\"duration\":1");
        String callId = aCall();
        report(
                callId,
                "call_initiated",
                "\"type\":\"voice\",\"queueId\":\"" + queueId + "\",\"occurredAt\":\""
                        + Instant.now().minusSeconds(40) + "\"");
        return callId;
    }

    /// Begins a call in a request that is part of the sender's own trace.
    void beginAsPartOf(String traceparent, String callId) throws Exception {
        var request = HttpRequest.newBuilder(
                        post(callId, "call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\""),
                        (_, _) -> true)
                .header("traceparent", traceparent)
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    void route(String callId, String agentId) throws Exception {
        report(callId, "call_routed", "\"agentId\":\"" + agentId + "\",\"routingTime\":2");
    }

    void answer(String callId) throws Exception {
        report(callId, "call_answered", "\"waitTime\":4");
    }

    void hold(String callId) throws Exception {
        report(callId, "call_hold", "\"holdDuration\":5");
    }

    void end(String callId) throws Exception {
        report(callId, "call_ended", "\"endReason\":\"completed\",\"duration\":30");
    }

    /// Reports an event that has to be taken for new.
    CallEvent report(String callId, String event, String fields) throws Exception {
        var answer = client.send(post(callId, event, fields), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readValue(answer.body(), CallEvent.class);
    }

    /// The same delivery, so many times at the same moment.
    List<HttpResponse<String>> reportAtOnce(int times, String callId, String event, String fields) {
        return IntStream.range(0, times)
                .mapToObj(_ -> client.sendAsync(post(callId, event, fields), BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    Call call(String callId) throws Exception {
        return JSON.readValue(get("/api/calls/" + callId), Call.class);
    }

    List<CallEvent> history(String callId) throws Exception {
        return JSON.readValue(get("/api/calls/" + callId + "/events"), new TypeReference<>() {});
    }

    /// Calls that the simulator has begun.
    long simulatedCalls() throws Exception {
        return page("q=sim-&limit=1").total();
    }

    /// Reads the whole history of every ended call that the search finds, and returns how many there are.
    int everySequenceIsUnbroken(String search) throws Exception {
        int read = 0;
        CallPage page;
        do {
            page = page("status=ended&limit=100&q=" + search + "&page=" + (read / 100 + 1));
            for (var call : page.data()) {
                assertThat(history(call.id()))
                        .as(call.id())
                        .extracting(CallEvent::sequence)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, call.sequence())
                                .boxed()
                                .toList());
            }
            read += page.data().size();
        } while (read < page.total() && !page.data().isEmpty());
        assertThat(read).isEqualTo(Math.toIntExact(page.total()));
        return read;
    }

    private CallPage page(String query) throws Exception {
        return JSON.readValue(get("/api/calls?" + query), CallPage.class);
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(callboard.calls().resolve(path)).build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpRequest post(String callId, String event, String fields) {
        return post("/api/events", body(callId, event, fields));
    }

    private static String body(String callId, String event, String fields) {
        return String.format(Locale.ROOT, "{\"event\":\"%s\",\"callId\":\"%s\",%s}", event, callId, fields);
    }

    private HttpRequest post(String path, String body) {
        URI address = callboard.calls().resolve(path);
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("X-API-Key", callboard.apiKey())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
