package callboard.calls.connection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import callboard.calls.connection.asterisk.Recording.Truth;
import callboard.calls.connection.message.Translated;
import callboard.contracts.CallStatus;
import callboard.contracts.Direction;
import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What a real Asterisk said comes to the calls that were made.
class RecordedCallsTest {

    // The truth has tenths of seconds, queue_log whole ones.
    private static final double TENTH = 0.06;
    private static final double SECOND = 1.1;

    private final AsteriskTranslator translator = new AsteriskTranslator(AsteriskRules.STANDARD);
    private final Told told = new Told();
    private final List<String> leaving = new ArrayList<>();
    private final Map<String, Integer> unknown = new TreeMap<>();

    @Test
    void everyCallIsWhatItWas() {
        tell(Recording.messages());

        assertIsTheTruth();
        assertIsTheQueueLog();
        assertThat(unknown).isEmpty();
    }

    @Test
    void repeatsTellNothing() {
        Recording.messages().forEach(message -> tell(List.of(message, message)));

        assertIsTheTruth();
    }

    @Test
    void theWholeStreamAgainTellsNothing() {
        var messages = Recording.messages();
        tell(messages);
        tell(messages);

        assertIsTheTruth();
    }

    /// Another connection goes on with what Callboard knows and what Asterisk's lists say. They don't tell how and when
    /// a caller left a queue unanswered who had not come elsewhere by then.
    @Test
    void aStreamThatIsCutAnywhereGoesOn() {
        var messages = Recording.messages();
        var failures = new ArrayList<String>();
        int unclear = 0;
        for (int cut = 1; cut < messages.size(); cut++) {
            var resumed = new RecordedCallsTest();
            resumed.tell(messages.subList(0, cut - 1));
            if (resumed.tell(messages.subList(cut - 1, cut)) == 0) {
                // The state is what it was after the message before.
                continue;
            }
            try {
                var open = resumed.told.open();
                for (var call : open) {
                    if (call.status() == CallStatus.WAITING
                            && !call.isAnswered()
                            && !AsteriskAt.waits(messages.subList(0, cut), call.callId())) {
                        resumed.leaving.add(call.callId());
                        unclear++;
                    }
                }
                resumed.translator.resume(open);
                resumed.tell(AsteriskAt.lists(messages.subList(0, cut)), Told.at(latest(messages, cut)));
                resumed.tell(messages.subList(cut, messages.size()));
                resumed.assertIsTheTruth();
            } catch (AssertionError wrong) {
                failures.add(cut + " after " + messages.get(cut - 1).event() + ": " + wrong.getMessage());
            }
        }
        assertThat(failures).isEmpty();
        // The seconds of one voicemail, and the moments of the others.
        assertThat(unclear).isLessThan(120);
    }

    private static AmiMessage latest(List<AmiMessage> messages, int cut) {
        return messages.subList(0, cut).reversed().stream()
                .filter(message -> message.get("Timestamp") != null)
                .findFirst()
                .orElse(messages.getFirst());
    }

    private int tell(List<AmiMessage> messages) {
        return tell(messages, Instant.EPOCH);
    }

    /// How many of them were read.
    private int tell(List<AmiMessage> messages, Instant receivedAt) {
        int read = 0;
        for (var message : messages) {
            var translated = translator.translate(message, receivedAt);
            told.take(translated.events());
            if (translated.meaning() == Translated.Meaning.UNKNOWN) {
                unknown.merge(String.valueOf(message.event()), 1, Integer::sum);
            }
            read += translated.meaning() == Translated.Meaning.READ ? 1 : 0;
        }
        return read;
    }

    private void assertIsTheTruth() {
        var truth = Recording.truth();
        assertThat(told.ids())
                .containsExactlyInAnyOrderElementsOf(
                        truth.stream().map(Truth::call).distinct().toList());
        truth.forEach(this::assertVisit);
        truth.stream()
                .collect(Collectors.groupingBy(
                        Truth::call, Collectors.flatMapping(row -> row.missedBy().stream(), Collectors.toList())))
                .forEach((call, missedBy) -> assertThat(told.missed(call))
                        .as(call)
                        .isEqualTo(missedBy.stream().collect(Collectors.toMap(name -> name, _ -> 1))));
    }

    private void assertVisit(Truth row) {
        var call = told.call(row.call());
        assertThat(call.status()).as(row.call()).isEqualTo(CallStatus.ENDED);
        var parties = call.parties();
        assertThat(parties).as(row.call()).isNotNull();
        assertThat(parties.from()).isEqualTo(row.number());
        // Asterisk cuts a name at 80 bytes.
        var name = parties.callerName() == null ? "" : parties.callerName();
        assertThat(row.name())
                .startsWith(name)
                .satisfies(all -> assertThat(name.isEmpty()).isEqualTo(all.isEmpty()));
        assertThat(parties.direction())
                .isEqualTo(row.call().startsWith("callback-") ? Direction.CALLBACK : Direction.INBOUND);
        assertThat(told.visits(row.call())).hasSizeGreaterThanOrEqualTo(row.visit());
        var visit = told.visits(row.call()).get(row.visit() - 1);
        assertThat(visit.queueId()).isEqualTo(row.queue());
        assertThat(visit.agentId()).as(row.toString()).isEqualTo(row.agent().isEmpty() ? null : row.agent());
        if (leaving.contains(row.call()) && row.agent().isEmpty()) {
            assertThat(visit.outcome()).isNotNull().isNotEqualTo(VisitOutcome.ANSWERED);
            return;
        }
        assertThat(visit.outcome()).as(row.toString()).isEqualTo(outcome(row.outcome()));
        assertThat(visit.waitTime()).as("wait of %s", row).isCloseTo(row.waited(), within(TENTH));
        assertThat(visit.talkTime() + visit.holdTime()).as("talk of %s", row).isCloseTo(row.talk(), within(TENTH));
        assertThat(visit.holdTime()).as("hold of %s", row).isCloseTo(row.hold(), within(2 * TENTH));
    }

    /// Callboard calls a visit answered wherever the call went on to, and transferred when it goes on to another queue
    /// unanswered.
    private static VisitOutcome outcome(String word) {
        return switch (word) {
            case "answered", "transferred" -> VisitOutcome.ANSWERED;
            case "overflowed" -> VisitOutcome.TRANSFERRED;
            case "abandoned" -> VisitOutcome.ABANDONED;
            case "callback" -> VisitOutcome.CALLBACK;
            case "voicemail" -> VisitOutcome.VOICEMAIL;
            default -> throw new IllegalArgumentException(word);
        };
    }

    private void assertIsTheQueueLog() {
        var visits = new HashMap<String, Integer>();
        var rangInVain = new HashMap<String, Integer>();
        int compared = 0;
        for (var line : Recording.queueLog()) {
            var call = line.get(1);
            int index = visits.getOrDefault(call, 0) - 1;
            if (line.get(4).equals("ENTERQUEUE")) {
                index = visits.merge(call, 1, Integer::sum) - 1;
            }
            if (index < 0) {
                continue;
            }
            compared++;
            var visit = told.visits(call).get(index);
            assertThat(visit.queueId()).as(line.toString()).isEqualTo(line.get(2));
            switch (line.get(4)) {
                case "ENTERQUEUE" ->
                    assertThat((double) visit.enteredAt().getEpochSecond())
                            .isCloseTo(Double.parseDouble(line.getFirst()), within(SECOND));
                case "CONNECT" -> {
                    assertThat(visit.agentId()).isEqualTo(line.get(3));
                    assertThat(visit.waitTime()).isCloseTo(Double.parseDouble(line.get(5)), within(SECOND));
                }
                case "COMPLETEAGENT", "COMPLETECALLER" -> assertTalked(visit, line.get(6));
                case "BLINDTRANSFER", "ATTENDEDTRANSFER" -> assertTalked(visit, line.get(8));
                case "ABANDON" -> assertThat(visit.outcome()).isEqualTo(VisitOutcome.ABANDONED);
                case "EXITWITHKEY" -> assertThat(visit.outcome()).isEqualTo(VisitOutcome.CALLBACK);
                case "EXITWITHTIMEOUT" ->
                    assertThat(visit.outcome()).isIn(VisitOutcome.VOICEMAIL, VisitOutcome.TRANSFERRED);
                case "RINGNOANSWER" -> rangInVain.merge(call + line.get(3), 1, Integer::sum);
                case "RINGCANCELED" -> assertThat(visit.outcome()).isIn(VisitOutcome.ABANDONED, VisitOutcome.CALLBACK);
                default -> throw new AssertionError("Not compared: " + line);
            }
        }
        assertThat(compared).isEqualTo(24 + 18 + 15 + 3 + 3 + 1 + 2 + 12 + 2);
        var missed = StreamSupport.stream(told.ids().spliterator(), false)
                .flatMap(call -> told.missed(call).entrySet().stream()
                        .map(each -> Map.entry(call + each.getKey(), each.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(missed).isEqualTo(rangInVain);
    }

    private static void assertTalked(Visit visit, String seconds) {
        assertThat(visit.talkTime() + visit.holdTime()).isCloseTo(Double.parseDouble(seconds), within(SECOND));
    }
}
