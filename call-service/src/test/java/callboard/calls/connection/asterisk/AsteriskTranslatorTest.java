package callboard.calls.connection.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What no recording has.
class AsteriskTranslatorTest {

    private static final String CALLER = "1795883709.0";
    private static final long START = 1795883709;

    private final AsteriskTranslator translator = new AsteriskTranslator(AsteriskRules.STANDARD);

    @Test
    void aPhoneThatIsBusyEndsItsOwnRingAlone() {
        join("sales");
        say("AgentCalled", 1, "MemberName", "ana", "DestUniqueid", "a");
        assertThat(say("AgentCalled", 1, "MemberName", "bea", "DestUniqueid", "b"))
                .containsExactly(new Routed(CALLER, null, null, "ring:b", at(1), List.of("ana", "bea")));

        var events = say("AgentRingNoAnswer", 2, "MemberName", "bea", "DestUniqueid", "b", "RingTime", "0");

        assertThat(events).containsExactly(new Routed(CALLER, "ana", null, "unanswered:b", at(2)));
        assertThat(say("AgentRingNoAnswer", 3, "MemberName", "ana", "DestUniqueid", "a", "RingTime", "2000"))
                .containsExactly(new Retransfer(CALLER, null, null, "no_answer", "unanswered:a", at(3)));
    }

    @Test
    void theCallIsHeldUntilNobodyHoldsIt() {
        talk("sales", "ana", "a");

        assertThat(say("Hold", 10, "Uniqueid", "a", "Linkedid", CALLER))
                .hasOnlyElementsOfType(Hold.class)
                .hasSize(1);
        assertThat(say("Hold", 11)).isEmpty();
        assertThat(say("Unhold", 12, "Uniqueid", "a", "Linkedid", CALLER)).isEmpty();
        assertThat(say("Unhold", 13)).hasOnlyElementsOfType(Resumed.class).hasSize(1);
    }

    @Test
    void aHoldThatBeganBeforeTheConnectionEnds() {
        translator.resume(List.of(known(CallStatus.ON_HOLD, "ana")));

        assertThat(say("Unhold", 13, "Uniqueid", "a", "Linkedid", CALLER)).hasOnlyElementsOfType(Resumed.class);
    }

    @Test
    void theCompletionOfACallWhoseChannelIsGoneIsFound() {
        talk("sales", "ana", "a");

        say("AgentComplete", 20, "Uniqueid", "", "MemberName", "ana", "DestUniqueid", "a", "Reason", "caller");

        assertThat(say("Hangup", 21)).containsExactly(new Ended(CALLER, EndReason.COMPLETED, null, "end", at(20)));
    }

    @Test
    void aTransferToAnAgentsPhoneIsRungAndAnswered() {
        say("QueueMember", 0, "Name", "Bea", "Location", "PJSIP/bea", "Queue", "sales");
        talk("sales", "ana", "a");
        var phone = new String[] {"DestChannel", "PJSIP/bea-00000009", "DestUniqueid", "b", "DialStatus", "ANSWER"};
        // The queue's own.
        assertThat(say("DialBegin", 10, phone)).isEmpty();
        say("AgentComplete", 20, "MemberName", "ana", "DestUniqueid", "a", "Reason", "transfer");

        assertThat(say("DialBegin", 21, phone)).containsExactly(new Routed(CALLER, "Bea", null, "ring:b", at(21)));
        assertThat(translator.passed(at(60))).isEmpty();
        assertThat(say("DialEnd", 25, phone)).containsExactly(new Answered(CALLER, null, "dialled:b", at(25), "Bea"));
        assertThat(say("Hold", 26, "Uniqueid", "b", "Linkedid", CALLER)).hasOnlyElementsOfType(Hold.class);
        assertThat(say("Hangup", 40, "Uniqueid", "b")).isEmpty();
        assertThat(say("Hangup", 41)).containsExactly(new Ended(CALLER, EndReason.COMPLETED, null, "end", at(40)));
    }

    @Test
    void aTransferToAPhoneThatNobodyAnswersIsOver() {
        say("QueueMember", 0, "Name", "Bea", "Location", "PJSIP/bea", "Queue", "sales");
        talk("sales", "ana", "a");
        say("AgentComplete", 20, "MemberName", "ana", "DestUniqueid", "a", "Reason", "transfer");
        say("DialBegin", 21, "DestChannel", "PJSIP/bea-00000009", "DestUniqueid", "b");

        assertThat(say(
                        "DialEnd",
                        30,
                        "DestChannel",
                        "PJSIP/bea-00000009",
                        "DestUniqueid",
                        "b",
                        "DialStatus",
                        "NOANSWER"))
                .containsExactly(new Retransfer(CALLER, null, null, "no_answer", "dialled:b", at(30)));
        assertThat(translator.passed(at(36)))
                .containsExactly(new Ended(CALLER, EndReason.COMPLETED, null, "end", at(30)));
    }

    @Test
    void aTransferMayBeHeardOfBeforeItsAgentIsDone() {
        talk("sales", "ana", "a");
        assertThat(say("QueueCallerJoin", 20, "Queue", "support"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Retransfer.class, moved -> assertThat(moved.queueId()).isEqualTo("support"));
        var done = new String[] {"MemberName", "ana", "DestUniqueid", "a", "Queue", "sales", "Reason", "transfer"};

        assertThat(say("AgentComplete", 20, done)).isEmpty();
        say("AgentConnect", 21, "Queue", "support", "MemberName", "bea", "DestUniqueid", "b");
        assertThat(say("AgentComplete", 22, done)).isEmpty();
        assertThat(say("Hangup", 30)).containsExactly(new Ended(CALLER, EndReason.COMPLETED, null, "end", at(30)));
    }

    /// Asterisk tells of both within a millisecond, in either order.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAttendedTransferEndsTheCallAtOnce(boolean isToldFirst) {
        talk("sales", "ana", "a");
        var transfer = new String[] {"TransfereeUniqueid", CALLER, "Result", "Success", "DestType", "Bridge"};
        var events = new ArrayList<CallEventRequest>();

        if (isToldFirst) {
            events.addAll(say("AttendedTransfer", 20, transfer));
        }
        events.addAll(say("AgentComplete", 20, "MemberName", "ana", "DestUniqueid", "a", "Reason", "agent"));
        if (!isToldFirst) {
            events.addAll(say("AttendedTransfer", 20, transfer));
        }

        assertThat(events).containsExactly(new Ended(CALLER, EndReason.COMPLETED, null, "end", at(20)));
    }

    @Test
    void aCallerWhoComesAgainAfterTheEndIsAnotherCall() {
        talk("sales", "ana", "a");
        say("AgentComplete", 20, "MemberName", "ana", "DestUniqueid", "a", "Reason", "transfer");

        assertThat(say("Newexten", 26, "Application", "Playback"))
                .containsExactly(new Ended(CALLER, EndReason.COMPLETED, null, "end", at(20)));
        var again = say("QueueCallerJoin", 40, "Queue", "support");

        assertThat(again)
                .singleElement()
                .isInstanceOfSatisfying(
                        Initiated.class, begun -> assertThat(begun.callId()).isEqualTo(CALLER + "~" + (START + 40)));
        translator.resume(List.of(new KnownCall(
                again.getFirst().callId(), CallStatus.WAITING, "support", null, false, at(40), List.of())));
        assertThat(say("Hangup", 50))
                .singleElement()
                .satisfies(end ->
                        assertThat(end.callId()).isEqualTo(again.getFirst().callId()));
    }

    @ParameterizedTest
    @CsvSource({
        // A menu's key leads to the queue: giving up there is no key pressed in it.
        "queues, 1, true, queues, 1, abandoned",
        "queues, support, true, keys, 2, overflowed",
        "queues, support, false, keys, 2, callback",
        "queues, support, true, queues, voicemail, voicemail",
        "queues, support, true, vm-support, s, voicemail",
        "queues, support, false, office, s, callback",
    })
    void whatBecameOfACallerShowsWhereTheChannelWent(
            String context, String extension, boolean isAbandonSeen, String thenContext, String then, String reason) {
        say("QueueCallerJoin", 0, "Queue", "support", "Context", context, "Exten", extension);
        if (isAbandonSeen) {
            say("QueueCallerAbandon", 5);
        }
        say("QueueCallerLeave", 5);

        assertThat(say("Hangup", 5, "Context", thenContext, "Exten", then))
                .singleElement()
                .isInstanceOfSatisfying(
                        Ended.class, end -> assertThat(end.endReason().word()).isEqualTo(reason));
    }

    @Test
    void aVoicemailIsSeenWhenItBegins() {
        join("support");
        say("QueueCallerAbandon", 5);
        say("QueueCallerLeave", 5);

        assertThat(say("Newexten", 6, "Application", "VoiceMail"))
                .containsExactly(new Ended(CALLER, EndReason.VOICEMAIL, null, "end", at(5)));
    }

    @Test
    void whoLeavesUnansweredAndStaysOnTheLineIsOverAfterAWhile() {
        join("support");
        say("QueueCallerAbandon", 5);
        say("QueueCallerLeave", 5);

        assertThat(translator.passed(at(34))).isEmpty();
        assertThat(translator.passed(at(36)))
                .containsExactly(new Ended(CALLER, EndReason.OVERFLOWED, null, "end", at(5)));
        assertThat(translator.passed(at(37))).isEmpty();
    }

    @Test
    void aCallThatWasAnsweredBeforeTheConnectionBeganIsMet() {
        assertThat(say("AgentConnect", 9, "Queue", "sales", "MemberName", "ana", "DestUniqueid", "a", "HoldTime", "4"))
                .satisfiesExactly(
                        begun -> assertThat(begun.occurredAt()).isEqualTo(at(5)),
                        answered -> assertThat(answered).isInstanceOf(Answered.class));
    }

    @Test
    void idsAndNamesAreMadeFit() {
        var channel = "pbx-" + "x".repeat(140);
        var events = say(
                "QueueCallerJoin",
                0,
                "Queue",
                " Vertrieb ",
                "Uniqueid",
                channel,
                "CallerIDName",
                "O\\'Brien \\\\ \u0007",
                "CallerIDNum",
                "unknown");
        assertThat(events).singleElement().isInstanceOfSatisfying(Initiated.class, begun -> {
            assertThat(begun.callId()).hasSizeLessThanOrEqualTo(128).startsWith("pbx-");
            assertThat(begun.queueId()).isEqualTo("Vertrieb");
            assertThat(begun.callerName()).isEqualTo("O'Brien \\");
            assertThat(begun.from()).isNull();
        });
        assertThat(say("AgentCalled", 1, "Uniqueid", channel, "Interface", "PJSIP/201", "DestUniqueid", channel + "y"))
                .singleElement()
                .isInstanceOfSatisfying(Routed.class, routed -> {
                    assertThat(routed.agentId()).isEqualTo("PJSIP/201");
                    assertThat(routed.eventId()).hasSizeLessThanOrEqualTo(128);
                });
    }

    @Test
    void whatIsNotUnderstoodIsSaidToBe() {
        assertThat(translator.translate(message("SomethingNew", 0), at(0)).meaning())
                .isEqualTo(Meaning.UNKNOWN);
        assertThat(translator
                        .translate(message("QueueCallerJoin", 0, "Queue", ""), at(0))
                        .meaning())
                .isEqualTo(Meaning.UNKNOWN);
        assertThat(translator.translate(message("VarSet", 0), at(0)).meaning()).isEqualTo(Meaning.IGNORED);
    }

    @Test
    void withoutTimesInTheMessagesTheTimeOfReceiptCounts() {
        var message = message("QueueCallerJoin", 0, "Queue", "sales", "Timestamp", "");

        assertThat(translator.translate(message, at(7)).events())
                .singleElement()
                .satisfies(begun -> assertThat(begun.occurredAt()).isEqualTo(at(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "-1", "soon", "1e400", "99999999999999999999"})
    void aTimeThatCanNotBeIsNone(String timestamp) {
        var message = message("QueueCallerJoin", 0, "Queue", "sales", "Timestamp", timestamp);

        assertThat(message.at(at(7))).isEqualTo(at(7));
    }

    @Test
    void callsThatAreGoneAfterAnOutageEnd() {
        translator.resume(List.of(
                known("talked", CallStatus.ACTIVE, "ana", true),
                known("waited", CallStatus.WAITING, null, false),
                known("transferred", CallStatus.WAITING, null, true),
                // It came back to the queue, and somebody was rung since.
                new KnownCall("rung", CallStatus.WAITING, "sales", null, true, at(1), List.of("ana"))));

        assertThat(listed(60))
                .containsExactly(
                        new Ended("talked", EndReason.COMPLETED, null, "end", at(60)),
                        new Ended("waited", EndReason.FAILED, null, "end", at(60)),
                        new Ended("transferred", EndReason.COMPLETED, null, "end", at(1)),
                        new Ended("rung", EndReason.COMPLETED, null, "end", at(60)));
    }

    @Test
    void callsThatBeganInAnOutageAreMetOnce() {
        translator.resume(List.of());
        say("QueueMember", 60, "Name", "Ana García", "Location", "PJSIP/ana", "Queue", "sales");
        say("QueueEntry", 60, "Queue", "support", "Uniqueid", "waits", "Wait", "12", "CallerIDName", "O'Brien");
        say("QueueEntry", 60, "Queue", "support", "Uniqueid", "gone", "Wait", "12");
        channel("waits", "Queue", "support,t", "", "PJSIP/trunk-00000001");
        channel("talks", "Queue", "sales,t", "b1", "PJSIP/trunk-00000002");
        channel("other", "AppQueue", "", "b1", "PJSIP/ana-00000003");
        channel("office", "Dial", "PJSIP/office", "b2", "PJSIP/trunk-00000004");

        var events = listed(60);

        assertThat(events).extracting(CallEventRequest::callId).containsExactly("waits", "talks", "talks");
        assertThat(events.getFirst()).isInstanceOfSatisfying(Initiated.class, begun -> {
            assertThat(begun.occurredAt()).isEqualTo(at(48));
            assertThat(begun.callerName()).isEqualTo("O'Brien");
        });
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.agentId()).isEqualTo("Ana García"));
        assertThat(listed(61)).isEmpty();
    }

    @Test
    void whoIsAMemberByALocalChannelIsKnownByHisPhone() {
        translator.resume(List.of(known("answered", CallStatus.WAITING, null, false)));
        say("QueueMember", 60, "Name", "Zoë", "Location", "Local/zoe@mobiles", "StateInterface", "PJSIP/zoe");
        channel("answered", "Queue", "sales,t", "b1", "PJSIP/trunk-00000001");
        channel("x1", "AppQueue", "", "b1", "PJSIP/zoe-00000003");

        assertThat(listed(60))
                .singleElement()
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.agentId()).isEqualTo("Zoë"));
    }

    @Test
    void whatHappenedToKnownCallsInAnOutageIsFound() {
        translator.resume(List.of(
                known("answered", CallStatus.WAITING, null, false),
                known("moved", CallStatus.WAITING, null, false),
                known("transferred", CallStatus.ACTIVE, "bea", true),
                known("same", CallStatus.ACTIVE, "ana", true)));
        say("QueueMember", 60, "Name", "ana", "Location", "PJSIP/ana", "Queue", "sales");
        say("QueueEntry", 60, "Queue", "support", "Uniqueid", "moved", "Wait", "12");
        channel("answered", "Queue", "sales,t", "b1", "PJSIP/trunk-00000001");
        channel("x1", "AppQueue", "", "b1", "PJSIP/ana-00000003");
        channel("moved", "Queue", "support,t", "", "PJSIP/trunk-00000002");
        channel("transferred", "Dial", "PJSIP/office", "b2", "PJSIP/trunk-00000004");
        channel("same", "Queue", "sales,t", "b3", "PJSIP/trunk-00000005");
        channel("x2", "AppQueue", "", "b3", "PJSIP/ana-00000006");

        var events = listed(60);

        assertThat(events)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isInstanceOfSatisfying(
                                        Answered.class,
                                        answered ->
                                                assertThat(answered.agentId()).isEqualTo("ana")),
                        two -> assertThat(two).isInstanceOfSatisfying(Retransfer.class, moved -> {
                            assertThat(moved.queueId()).isEqualTo("support");
                            assertThat(moved.occurredAt()).isEqualTo(at(48));
                        }),
                        three -> assertThat(three)
                                .isInstanceOfSatisfying(
                                        Retransfer.class,
                                        moved -> assertThat(moved.callId()).isEqualTo("transferred")));
    }

    /// An attended transfer leaves the caller's channel in the queue's application.
    @Test
    void whoseAgentWasReplacedInAnOutageIsOver() {
        translator.resume(List.of(
                known("handed", CallStatus.ACTIVE, "ana", true),
                known("held", CallStatus.ON_HOLD, "bea", true),
                known("ofAnAgentWhoLoggedOut", CallStatus.ACTIVE, "finn", true),
                known("alone", CallStatus.ACTIVE, "ana", true)));
        say("QueueMember", 60, "Name", "ana", "Location", "PJSIP/ana", "Queue", "sales");
        say("QueueMember", 60, "Name", "bea", "Location", "PJSIP/bea", "Queue", "sales");
        channel("handed", "Queue", "sales,t", "b1", "PJSIP/trunk-00000001");
        channel("x1", "Dial", "", "b1", "PJSIP/boss-00000002");
        channel("held", "Queue", "sales,t", "b2", "PJSIP/trunk-00000003");
        channel("x2", "AppQueue", "", "b2", "PJSIP/bea-00000004");
        channel("ofAnAgentWhoLoggedOut", "Queue", "sales,t", "b3", "PJSIP/trunk-00000005");
        channel("x3", "AppQueue", "", "b3", "PJSIP/finn-00000006");
        channel("alone", "Queue", "sales,t", "b4", "PJSIP/trunk-00000007");

        assertThat(listed(60)).containsExactly(new Ended("handed", EndReason.COMPLETED, null, "end", at(60)));
    }

    @Test
    void whatIsHeardWhileTheListsArriveCountsMore() {
        translator.resume(List.of(known(CallStatus.WAITING, null)));
        say("QueueEntry", 60, "Queue", "sales", "Uniqueid", "new", "Wait", "1");
        channel("new", "Queue", "sales,t", "", "PJSIP/trunk-00000001");
        say("AgentConnect", 60, "Queue", "sales", "MemberName", "ana", "DestUniqueid", "a");
        say("Hangup", 60, "Uniqueid", "new");

        assertThat(listed(61)).isEmpty();
    }

    @Test
    void withoutTheListOfQueuesNothingIsCompared() {
        translator.resume(List.of(known(CallStatus.ACTIVE, "ana")));

        assertThat(say("CoreShowChannelsComplete", 60, "Timestamp", "")).isEmpty();
        assertThat(listed(61)).hasOnlyElementsOfType(Ended.class).hasSize(1);
    }

    private List<CallEventRequest> listed(long second) {
        say("QueueStatusComplete", second, "Timestamp", "");
        return say("CoreShowChannelsComplete", second, "Timestamp", "");
    }

    private void channel(String id, String application, String data, String bridge, String channel) {
        say(
                "CoreShowChannel",
                60,
                "Uniqueid",
                id,
                "Application",
                application,
                "ApplicationData",
                data,
                "BridgeId",
                bridge,
                "Channel",
                channel,
                "Duration",
                "00:00:30");
    }

    private static KnownCall known(CallStatus status, @Nullable String agent) {
        return known(CALLER, status, agent, agent != null);
    }

    private static KnownCall known(String id, CallStatus status, @Nullable String agent, boolean isAnswered) {
        return new KnownCall(id, status, "sales", agent, isAnswered, at(1), List.of());
    }

    private void join(String queue) {
        say("QueueCallerJoin", 0, "Queue", queue, "Context", "queues", "Exten", queue);
    }

    private void talk(String queue, String agent, String channel) {
        join(queue);
        say("AgentCalled", 1, "MemberName", agent, "DestUniqueid", channel);
        say("QueueCallerLeave", 4);
        say("AgentConnect", 4, "Queue", queue, "MemberName", agent, "DestUniqueid", channel);
    }

    private List<CallEventRequest> say(String event, long second, String... fields) {
        return new ArrayList<>(
                translator.translate(message(event, second, fields), at(second)).events());
    }

    private static AmiMessage message(String event, long second, String... fields) {
        var all = new HashMap<>(Map.of(
                "Event", event, "Uniqueid", CALLER, "Linkedid", CALLER, "Timestamp", START + second + ".000000"));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return new AmiMessage(all);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(START + second);
    }
}
