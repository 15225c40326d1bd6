package callboard.calls.connection.asterisk;

import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Names;
import callboard.calls.connection.message.Translated;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes call events of an Asterisk's messages, one message after the other. What it tells follows from the messages,
/// their times and [#resume] alone: no clock, no I/O. Not for several threads.
///
/// A call is a caller's channel that comes to a queue, under the channel's `Uniqueid`. It keeps it when it goes on to
/// another queue. One that comes to a queue again after it was told to be over is another call.
///
/// [Asterisk's documentation](https://docs.asterisk.org/Asterisk_22_Documentation/API_Documentation/AMI_Events/) names
/// the events; what is not written there was seen in recordings.
public final class AsteriskTranslator {

    private static final Set<String> IGNORED = Set.of(
            "AgentDump",
            "AgentLogin",
            "AgentLogoff",
            "BlindTransfer",
            "BridgeCreate",
            "BridgeDestroy",
            "BridgeEnter",
            "BridgeLeave",
            "BridgeMerge",
            "BridgeInfoChannel",
            "BridgeVideoSourceUpdate",
            "ChallengeResponseFailed",
            "ChallengeSent",
            "ContactStatus",
            "DTMFBegin",
            "DTMFEnd",
            "DeviceStateChange",
            "DialState",
            "ExtensionStatus",
            "FailedACL",
            "FullyBooted",
            "InvalidAccountID",
            "InvalidPassword",
            "InvalidTransport",
            "LoadAverageLimit",
            "LocalBridge",
            "LocalOptimizationBegin",
            "LocalOptimizationEnd",
            "MusicOnHoldStart",
            "MusicOnHoldStop",
            "NewAccountCode",
            "NewCallerid",
            "NewConnectedLine",
            "Newchannel",
            "Newstate",
            "PeerStatus",
            "PresenceStateChange",
            "QueueMemberPause",
            "QueueMemberPenalty",
            "QueueMemberRemoved",
            "QueueMemberRinginuse",
            "QueueMemberStatus",
            "QueueParams",
            "RTCPReceived",
            "RTCPSent",
            "Registry",
            "Reload",
            "RequestBadFormat",
            "RequestNotAllowed",
            "RequestNotSupported",
            "SessionLimit",
            "Shutdown",
            "SoftHangupRequest",
            "SuccessfulAuth",
            "TestEvent",
            "UnexpectedAddress",
            "VarSet");

    private static final Pattern AGAIN = Pattern.compile("~[0-9]+$");

    private final AsteriskRules rules;
    private final Map<String, QueueCall> calls = new LinkedHashMap<>();
    private final Map<String, String> agentChannels = new HashMap<>();
    private final Map<String, String> members = new HashMap<>();
    private final Set<String> originated = new HashSet<>();
    private Instant looksAgainAt = Instant.MIN;
    private @Nullable AsteriskLists lists = new AsteriskLists();

    public AsteriskTranslator(AsteriskRules rules) {
        this.rules = rules;
    }

    /// A connection begins: these are the calls that it knows of. What the lists of queues and channels then say of
    /// them is told when they are complete.
    public void resume(Collection<KnownCall> known) {
        calls.clear();
        agentChannels.clear();
        lists = new AsteriskLists();
        known.forEach(call -> calls.put(AGAIN.matcher(call.callId()).replaceFirst(""), QueueCall.known(call)));
    }

    /// What a message tells.
    public Translated translate(AmiMessage message, Instant receivedAt) {
        var kind = message.event();
        if (kind == null || IGNORED.contains(kind)) {
            return Translated.IGNORED;
        }
        var at = message.at(receivedAt);
        var events = new ArrayList<CallEventRequest>();
        if (!at.isBefore(looksAgainAt)) {
            looksAgainAt = at.plusSeconds(1);
            events.addAll(passed(at));
        }
        var told = told(kind, message, at);
        if (told == null) {
            return events.isEmpty() ? Translated.UNKNOWN : new Translated(Translated.Meaning.UNKNOWN, events);
        }
        events.addAll(told);
        return Translated.read(events);
    }

    /// What follows from it being that late.
    public List<CallEventRequest> passed(Instant now) {
        return calls.values().stream()
                .flatMap(call -> call.passed(now, rules).stream())
                .toList();
    }

    private @Nullable List<CallEventRequest> told(String kind, AmiMessage message, Instant at) {
        return switch (kind) {
            case "QueueCallerJoin" -> joined(message, at);
            case "QueueCallerAbandon" -> noted(call(message), QueueCall::abandonSeen);
            case "QueueCallerLeave" -> noted(call(message), call -> call.left(at));
            case "AgentCalled" -> called(message, at);
            case "AgentRingNoAnswer" -> rangOut(message, at);
            case "AgentConnect" -> connected(message, at);
            case "AgentComplete" -> completed(message, at);
            case "Hold" -> held(message, at);
            case "Unhold" -> resumed(message, at);
            case "DialBegin" -> dialled(message, at);
            case "DialEnd" -> dialEnded(message, at);
            case "AttendedTransfer" -> attended(message);
            case "HangupRequest" -> noted(call(message), QueueCall::givesUp);
            case "Hangup" -> hungUp(message, at);
            case "Newexten" -> runs(message);
            case "OriginateResponse" -> originated(message);
            case "QueueMember", "QueueMemberAdded" -> member(message);
            case "QueueEntry", "CoreShowChannel" -> listed(kind, message);
            case "QueueStatusComplete" -> queuesListed();
            case "CoreShowChannelsComplete" -> complete(at);
            default -> null;
        };
    }

    private @Nullable List<CallEventRequest> joined(AmiMessage message, Instant at) {
        var channel = message.get("Uniqueid");
        var queue = message.get("Queue");
        if (channel == null || queue == null) {
            return null;
        }
        var key = Names.id(channel);
        var id = Names.eventId("join", AsteriskNames.stamp(message, at));
        var call = calls.get(key);
        if (call != null && call.stage() != QueueCall.Stage.ENDED) {
            call.heardLive();
            return call.joined(Names.id(queue), id, QueueCall.Place.of(message), at);
        }
        var callId = call == null ? key : AsteriskNames.again(key, at);
        return List.of(begin(key, callId, queue, id, message, QueueCall.Place.of(message), at));
    }

    private CallEventRequest begin(
            String key, String callId, String queue, String id, AmiMessage message, QueueCall.Place place, Instant at) {
        // In the list of queues it is not escaped.
        boolean isEscaped = !message.has("Event", "QueueEntry");
        var call = QueueCall.begun(callId, Names.id(queue), place);
        call.heardLive();
        calls.put(key, call);
        return call.begins(
                id,
                at,
                AsteriskNames.text(message.get("CallerIDNum"), false),
                AsteriskNames.text(message.get("CallerIDName"), isEscaped),
                originated.remove(key) ? Direction.CALLBACK : Direction.INBOUND);
    }

    private @Nullable List<CallEventRequest> called(AmiMessage message, Instant at) {
        var agent = AsteriskNames.agent(message);
        var ring = message.get("DestUniqueid");
        if (agent == null || ring == null) {
            return null;
        }
        member(message);
        var call = call(message);
        return call == null ? List.of() : call.called(agent, Names.eventId("ring", ring), at);
    }

    private @Nullable List<CallEventRequest> rangOut(AmiMessage message, Instant at) {
        var agent = AsteriskNames.agent(message);
        var ring = message.get("DestUniqueid");
        if (agent == null || ring == null) {
            return null;
        }
        var call = call(message);
        // A phone that is busy has rung for no time at all.
        var reason = message.has("RingTime", "0") ? "busy" : "no_answer";
        return call == null ? List.of() : call.rangOut(agent, reason, Names.eventId("unanswered", ring), at);
    }

    /// Of a call that began before the connection did, this may be the first message.
    private @Nullable List<CallEventRequest> connected(AmiMessage message, Instant at) {
        var channel = message.get("Uniqueid");
        var queue = message.get("Queue");
        var agent = AsteriskNames.agent(message);
        var agentChannel = message.get("DestUniqueid");
        if (channel == null || queue == null || agent == null || agentChannel == null) {
            return null;
        }
        var key = Names.id(channel);
        var events = new ArrayList<CallEventRequest>();
        if (!calls.containsKey(key)) {
            var since = at.minusSeconds(message.seconds("HoldTime"));
            var id = Names.eventId("join", AsteriskNames.stamp(message, at));
            events.add(begin(key, key, queue, id, message, QueueCall.Place.of(message), since));
        }
        agentChannels.put(agentChannel, key);
        var call = call(message);
        if (call != null) {
            events.addAll(call.connected(agent, Names.eventId("connect", agentChannel), at));
        }
        return events;
    }

    /// Whichever side's channel was gone first is missing, with all its fields.
    private @Nullable List<CallEventRequest> completed(AmiMessage message, Instant at) {
        var agent = AsteriskNames.agent(message);
        if (agent == null) {
            return null;
        }
        var agentChannel = message.get("DestUniqueid");
        var call = call(message);
        if (call == null && agentChannel != null) {
            call = heard(calls.get(agentChannels.getOrDefault(agentChannel, "")));
        }
        if (call == null && message.get("Uniqueid") == null) {
            call = heard(calls.values().stream()
                    .filter(each -> each.stage() == QueueCall.Stage.TALKING && agent.equals(each.agentId()))
                    .findFirst()
                    .orElse(null));
        }
        var id = Names.eventId("complete", AsteriskNames.stamp(message, at));
        return call == null ? List.of() : call.completed(agent, message.has("Reason", "transfer"), id, at);
    }

    private @Nullable List<CallEventRequest> held(AmiMessage message, Instant at) {
        var channel = message.get("Uniqueid");
        if (channel == null) {
            return null;
        }
        var call = party(message, channel);
        var id = Names.eventId("hold", AsteriskNames.stamp(message, at) + "/" + channel);
        return call == null ? List.of() : call.held(channel, id, at);
    }

    private @Nullable List<CallEventRequest> resumed(AmiMessage message, Instant at) {
        var channel = message.get("Uniqueid");
        if (channel == null) {
            return null;
        }
        var call = party(message, channel);
        var id = Names.eventId("resume", AsteriskNames.stamp(message, at) + "/" + channel);
        return call == null ? List.of() : call.resumed(channel, id, at);
    }

    /// The call that a channel of either side belongs to. An agent's Local channel may have been optimised away since:
    /// the one that took its place is linked to the caller's.
    private @Nullable QueueCall party(AmiMessage message, String channel) {
        var ofAgent = agentChannels.get(channel);
        if (ofAgent != null) {
            return heard(calls.get(ofAgent));
        }
        var own = call(message);
        var linked = message.get("Linkedid");
        return own != null || linked == null ? own : heard(calls.get(Names.id(linked)));
    }

    /// Who is dialled, where it is a member of a queue. The queue's own calls are told otherwise.
    private @Nullable String dialledMember(AmiMessage message) {
        var device = AsteriskNames.interfaceOf(message.get("DestChannel"));
        return device == null ? null : members.get(device);
    }

    private List<CallEventRequest> dialled(AmiMessage message, Instant at) {
        var call = call(message);
        var agent = dialledMember(message);
        var ring = message.get("DestUniqueid");
        return call == null || agent == null || ring == null
                ? List.of()
                : call.dialled(agent, Names.eventId("ring", ring), at);
    }

    private List<CallEventRequest> dialEnded(AmiMessage message, Instant at) {
        var call = call(message);
        var channel = message.get("Uniqueid");
        var agent = dialledMember(message);
        var ring = message.get("DestUniqueid");
        if (call == null || channel == null || agent == null || ring == null) {
            return List.of();
        }
        boolean isAnswered = message.has("DialStatus", "ANSWER");
        var events = call.dialEnded(agent, isAnswered, Names.eventId("dialled", ring), at);
        if (isAnswered && !events.isEmpty()) {
            agentChannels.put(ring, Names.id(channel));
        }
        return events;
    }

    private @Nullable List<CallEventRequest> attended(AmiMessage message) {
        var channel = message.get("TransfereeUniqueid");
        if (channel == null) {
            return null;
        }
        var call = heard(calls.get(Names.id(channel)));
        return call != null && message.has("Result", "Success") && message.has("DestType", "Bridge")
                ? call.handedOver()
                : List.of();
    }

    private @Nullable List<CallEventRequest> hungUp(AmiMessage message, Instant at) {
        var channel = message.get("Uniqueid");
        if (channel == null) {
            return null;
        }
        var ofAgent = agentChannels.remove(channel);
        var talking = ofAgent == null ? null : calls.get(ofAgent);
        if (talking != null) {
            return talking.agentHungUp(at);
        }
        var key = Names.id(channel);
        originated.remove(key);
        if (lists != null) {
            lists.hungUp(key);
        }
        var call = calls.remove(key);
        return call == null ? List.of() : call.hungUp(message, at, rules);
    }

    private @Nullable List<CallEventRequest> runs(AmiMessage message) {
        var call = call(message);
        var application = message.get("Application");
        return call == null || application == null ? List.of() : call.runs(application);
    }

    /// Calls that Asterisk itself makes are those of people who asked to be called back.
    private @Nullable List<CallEventRequest> originated(AmiMessage message) {
        var channel = message.get("Uniqueid");
        if (channel != null && message.has("Response", "Success")) {
            originated.add(Names.id(channel));
        }
        return List.of();
    }

    private List<CallEventRequest> member(AmiMessage message) {
        var location = message.get("Location");
        var device = location == null ? message.get("Interface") : location;
        var name = message.get("Name");
        var agent = name == null ? AsteriskNames.agent(message) : Names.id(name);
        if (device != null && agent != null) {
            members.put(device, agent);
            // Behind a Local channel, which is gone once he has answered.
            var phone = message.get("StateInterface");
            if (phone != null) {
                members.putIfAbsent(phone, agent);
            }
        }
        return List.of();
    }

    private @Nullable List<CallEventRequest> listed(String kind, AmiMessage message) {
        var channel = message.get("Uniqueid");
        if (channel == null) {
            return null;
        }
        if (lists != null) {
            lists.add(kind, Names.id(channel), message);
        }
        return List.of();
    }

    private List<CallEventRequest> queuesListed() {
        if (lists != null) {
            lists.queuesListed();
        }
        return List.of();
    }

    /// The lists are complete: channels are asked for after queues. Later ones would tell of what is known already.
    private List<CallEventRequest> complete(Instant at) {
        var complete = lists;
        if (complete == null || !complete.hasQueues()) {
            return List.of();
        }
        lists = null;
        originated.removeIf(channel -> !complete.hasChannel(channel));
        var events = new ArrayList<CallEventRequest>();
        complete.gone(calls).forEach(key -> events.addAll(complete.gone(calls.remove(key), at)));
        calls.forEach((key, call) -> events.addAll(complete.found(key, call, members, at)));
        complete.unknown(calls.keySet(), members).forEach(begun -> {
            var message = begun.message();
            var since = at.minus(begun.age());
            var id = Names.eventId("join", begun.key());
            events.add(begin(begun.key(), begun.key(), begun.queue(), id, message, begun.place(), since));
            var call = calls.get(begun.key());
            if (begun.agent() != null && call != null) {
                events.addAll(call.connected(begun.agent(), Names.eventId("connect", begun.key()), since));
            }
        });
        return events;
    }

    private static List<CallEventRequest> noted(@Nullable QueueCall call, Consumer<QueueCall> what) {
        if (call != null) {
            what.accept(call);
        }
        return List.of();
    }

    private @Nullable QueueCall call(AmiMessage message) {
        var channel = message.get("Uniqueid");
        return channel == null ? null : heard(calls.get(Names.id(channel)));
    }

    private static @Nullable QueueCall heard(@Nullable QueueCall call) {
        if (call != null) {
            call.heardLive();
        }
        return call;
    }
}
