package callboard.simulator.telephony;

import callboard.contracts.EndReason;
import callboard.simulator.telephony.PbxCall.Ring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What an Asterisk's `app_queue` says over the Manager Interface, as recordings of Asterisk 22 have it: without the
/// events of devices, dialplan steps and media, of which a board needs none but those here.
final class AmiEvents implements PbxSteps {

    private static final String QUEUES = "queues";
    private static final String KEY = "1";
    private static final String VOICEMAIL = "voicemail";
    private static final String ELSEWHERE = "elsewhere";

    private final Consumer<String> out;

    AmiEvents(Consumer<String> out) {
        this.out = out;
    }

    private void say(AmiBlock block) {
        out.accept(block.toString());
    }

    private static AmiBlock agentEvent(String event, PbxCall call, Ring ring, boolean isUp, Instant at) {
        return AmiBlock.event(event, "agent", at)
                .caller(call, QUEUES, call.queue)
                .phone("Dest", call, ring, isUp)
                .member(call.queue, ring);
    }

    private void callEvent(String event, PbxCall call, Instant at) {
        say(AmiBlock.event(event, "call", at).caller(call, QUEUES, call.queue));
    }

    @Override
    public void joined(PbxCall call, Instant at) {
        if (call.visits == 1) {
            callEvent("Newchannel", call, at);
        }
        say(AmiBlock.event("QueueCallerJoin", "call", at)
                .caller(call, QUEUES, call.queue)
                .with("Queue", call.queue)
                .with("Position", 1)
                .with("Count", 1));
        callEvent("MusicOnHoldStart", call, at);
    }

    @Override
    public void rings(PbxCall call, Ring ring, Instant at) {
        say(AmiBlock.event("Newchannel", "call", at).phone("", call, ring, false));
        say(agentEvent("AgentCalled", call, ring, false, at));
        say(AmiBlock.event("DialBegin", "call", at)
                .caller(call, QUEUES, call.queue)
                .phone("Dest", call, ring, false)
                .with("DialString", AmiBlock.device(ring.agent())));
    }

    @Override
    public void rangOut(PbxCall call, Ring ring, Instant at) {
        say(agentEvent("AgentRingNoAnswer", call, ring, false, at)
                .with("RingTime", Duration.between(ring.since(), at).toMillis()));
        stopsRinging(call, ring, at);
    }

    private void stopsRinging(PbxCall call, Ring ring, Instant at) {
        dialEnds(call, ring, "CANCEL", at);
        hangsUp(call, ring, at);
    }

    private void dialEnds(PbxCall call, Ring ring, String status, Instant at) {
        say(AmiBlock.event("DialEnd", "call", at)
                .caller(call, QUEUES, call.queue)
                .phone("Dest", call, ring, status.equals("ANSWER"))
                .with("DialStatus", status));
    }

    private void hangsUp(PbxCall call, Ring ring, Instant at) {
        say(AmiBlock.event("Hangup", "call", at)
                .phone("", call, ring, true)
                .with("Cause", 16)
                .with("Cause-txt", "Normal Clearing"));
    }

    private void hangsUp(PbxCall call, String extension, Instant at) {
        say(AmiBlock.event("Hangup", "call", at)
                .caller(call, QUEUES, extension)
                .with("Cause", 16)
                .with("Cause-txt", "Normal Clearing"));
    }

    @Override
    public void connected(PbxCall call, Ring agent, Instant at) {
        call.ringing.values().forEach(other -> stopsRinging(call, other, at));
        dialEnds(call, agent, "ANSWER", at);
        callEvent("MusicOnHoldStop", call, at);
        leaves(call, at);
        say(agentEvent("AgentConnect", call, agent, true, at)
                .with("HoldTime", seconds(call.joinedAt, at))
                .with("RingTime", seconds(agent.since(), at)));
        say(AmiBlock.event("BridgeEnter", "call", at)
                .with("BridgeUniqueid", AmiLists.bridge(agent))
                .caller(call, QUEUES, call.queue));
    }

    private void leaves(PbxCall call, Instant at) {
        say(AmiBlock.event("QueueCallerLeave", "call", at)
                .caller(call, QUEUES, call.queue)
                .with("Queue", call.queue)
                .with("Position", 1)
                .with("Count", 0));
    }

    @Override
    public void held(PbxCall call, Ring agent, Instant at) {
        say(AmiBlock.event("Hold", "call", at).phone("", call, agent, true).with("MusicClass", "default"));
        callEvent("MusicOnHoldStart", call, at);
    }

    @Override
    public void resumed(PbxCall call, Ring agent, Instant at) {
        callEvent("MusicOnHoldStop", call, at);
        say(AmiBlock.event("Unhold", "call", at).phone("", call, agent, true));
    }

    @Override
    public void transferred(PbxCall call, Ring agent, String toQueue, Instant at) {
        say(AmiBlock.event("BlindTransfer", "call", at)
                .with("Result", "Success")
                .phone("Transferer", call, agent, true)
                .caller("Transferee", call, QUEUES, call.queue)
                .with("BridgeUniqueid", AmiLists.bridge(agent))
                .with("IsExternal", "Yes")
                .with("Context", "transfers")
                .with("Extension", toQueue));
        completes(call, agent, "transfer", at);
        hangsUp(call, agent, at);
    }

    private void completes(PbxCall call, Ring agent, String reason, Instant at) {
        say(agentEvent("AgentComplete", call, agent, true, at)
                .with("HoldTime", seconds(call.joinedAt, call.answeredAt))
                .with("TalkTime", seconds(call.answeredAt, at))
                .with("Reason", reason));
    }

    @Override
    public void completed(PbxCall call, Ring agent, Instant at) {
        if (call.isHungUpByCaller()) {
            callEvent("HangupRequest", call, at);
            completes(call, agent, "caller", at);
            hangsUp(call, call.queue, at);
            hangsUp(call, agent, at);
        } else {
            say(AmiBlock.event("HangupRequest", "call", at).phone("", call, agent, true));
            completes(call, agent, "agent", at);
            hangsUp(call, agent, at);
            hangsUp(call, call.queue, at);
        }
    }

    /// What became of a caller who was not answered shows where the channel goes in the dialplan.
    @Override
    public void left(PbxCall call, EndReason reason, Instant at) {
        switch (reason) {
            case ABANDONED, COMPLETED, FAILED -> {
                callEvent("HangupRequest", call, at);
                call.ringing.values().forEach(ring -> stopsRinging(call, ring, at));
                abandons(call, at);
                leaves(call, at);
                hangsUp(call, call.queue, at);
            }
            case CALLBACK -> {
                say(AmiBlock.event("DTMFEnd", "dtmf", at)
                        .caller(call, QUEUES, call.queue)
                        .with("Digit", KEY)
                        .with("DurationMs", 160)
                        .with("Direction", "Received"));
                call.ringing.values().forEach(ring -> stopsRinging(call, ring, at));
                leaves(call, at);
                goesOn(call, KEY, "Playback", at);
            }
            case OVERFLOWED, VOICEMAIL -> {
                // The time is up for those who ring, too.
                List.copyOf(call.ringing.values()).forEach(ring -> rangOut(call, ring, at));
                abandons(call, at);
                leaves(call, at);
                boolean isVoicemail = reason == EndReason.VOICEMAIL;
                goesOn(call, isVoicemail ? VOICEMAIL : ELSEWHERE, isVoicemail ? "VoiceMail" : "Dial", at);
            }
        }
    }

    private void abandons(PbxCall call, Instant at) {
        say(AmiBlock.event("QueueCallerAbandon", "agent", at)
                .caller(call, QUEUES, call.queue)
                .with("Queue", call.queue)
                .with("Position", 1)
                .with("OriginalPosition", 1)
                .with("HoldTime", seconds(call.joinedAt, at)));
    }

    private void goesOn(PbxCall call, String extension, String application, Instant at) {
        say(AmiBlock.event("Newexten", "dialplan", at)
                .caller(call, QUEUES, extension)
                .with("Extension", extension)
                .with("Application", application)
                .with("AppData", ""));
        hangsUp(call, extension, at);
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }
}
