package callboard.calls.connection.freeswitch;

import callboard.calls.connection.freeswitch.FreeSwitchLists.Member;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.Names;
import callboard.calls.connection.message.Translated;
import callboard.contracts.CallEventRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes call events of a FreeSWITCH's events, one after the other. What it tells follows from the events, their times,
/// [#resume] and [#complete] alone: no clock, no I/O. Not for several threads.
///
/// A call is a caller's channel that comes to a queue of mod_callcenter, under the channel's UUID
/// (`CC-Member-Session-UUID`). It keeps it when it goes on to another queue. One that comes to a queue again after it
/// was told to be over is another call.
///
/// [mod_callcenter](https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Modules/mod_callcenter_1049389)
/// names the events; their fields are those that its
/// [source](https://github.com/signalwire/freeswitch/blob/master/src/mod/applications/mod_callcenter/mod_callcenter.c)
/// writes.
public final class FreeSwitchTranslator {

    private static final Set<String> IGNORED = Set.of(
            "", "HEARTBEAT", "agent-state-change", "agent-status-change", "callcenter-database-event", "members-count");

    private static final int REMEMBERED = 4096;
    private static final Pattern AGAIN = Pattern.compile("~[0-9]{10,16}$");

    private final Map<String, MemberCall> calls = new LinkedHashMap<>();
    private final Map<String, String> agentChannels = new HashMap<>();
    // Channels that are still there, whose call is over.
    private final Set<String> over = new HashSet<>();
    private final Set<String> recent = new LinkedHashSet<>();

    /// A connection begins: these are the calls that it knows of.
    public void resume(Collection<KnownCall> known) {
        calls.clear();
        agentChannels.clear();
        known.forEach(call -> calls.put(AGAIN.matcher(call.callId()).replaceFirst(""), MemberCall.known(call)));
    }

    /// What an event tells. One that comes again tells nothing.
    public Translated translate(EslEvent event, Instant receivedAt) {
        var kind = event.kind();
        var at = event.at(receivedAt);
        var events = new ArrayList<>(passed(at));
        if (IGNORED.contains(kind)) {
            return events.isEmpty() ? Translated.IGNORED : new Translated(Translated.Meaning.IGNORED, events);
        }
        var id = event.id();
        var told = id == null ? null : recent.contains(id) ? List.<CallEventRequest>of() : told(kind, event, id, at);
        if (told == null || id == null) {
            return new Translated(Translated.Meaning.UNKNOWN, events);
        }
        if (recent.add(id) && recent.size() > REMEMBERED) {
            recent.remove(recent.iterator().next());
        }
        events.addAll(told);
        return Translated.read(events);
    }

    /// What follows from it being that late.
    public List<CallEventRequest> passed(Instant now) {
        var events = new ArrayList<CallEventRequest>();
        calls.entrySet().removeIf(each -> {
            events.addAll(each.getValue().passed(now));
            boolean isOver = each.getValue().stage() == MemberCall.Stage.ENDED;
            if (isOver) {
                over.add(each.getKey());
            }
            return isOver;
        });
        return events;
    }

    private @Nullable List<CallEventRequest> told(String kind, EslEvent event, String id, Instant at) {
        return switch (kind) {
            case "CHANNEL_HOLD" -> held(event, id, at);
            case "CHANNEL_UNHOLD" -> resumed(event, id, at);
            case "CHANNEL_HANGUP" -> hungUp(event, at);
            case "member-queue-start", "member-queue-resume" -> joined(event, id, at);
            case "agent-offering" -> offered(event, id, at);
            case "bridge-agent-start" -> connected(event, id, at);
            case "bridge-agent-fail" -> rangOut(event, id, at);
            case "bridge-agent-end" -> left(event, false, at);
            case "member-queue-end" -> left(event, event.has("CC-Cancel-Reason", "BREAK_OUT"), at);
            default -> null;
        };
    }

    private @Nullable List<CallEventRequest> joined(EslEvent event, String id, Instant at) {
        var session = event.get("CC-Member-Session-UUID");
        var queue = event.get("CC-Queue");
        if (session == null || queue == null) {
            return null;
        }
        var call = call(session);
        var events = call != null
                ? call.joined(Names.id(queue), Names.eventId(id), at)
                : List.of(begin(event, session, queue, id, at));
        member(session, event);
        return events;
    }

    private void member(String session, EslEvent event) {
        var call = calls.get(session);
        var member = event.get("CC-Member-UUID");
        if (call != null && member != null) {
            call.isMember(member);
        }
    }

    private CallEventRequest begin(EslEvent event, String session, String queue, String id, Instant at) {
        return begin(
                session,
                Names.id(queue),
                Names.eventId(id),
                at,
                Names.text(event.get("CC-Member-CID-Number")),
                Names.text(event.get("CC-Member-CID-Name")),
                true);
    }

    private CallEventRequest begin(
            String session,
            String queue,
            String id,
            Instant at,
            @Nullable String number,
            @Nullable String name,
            boolean isLive) {
        long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
        var call = MemberCall.begun(Names.id(over.remove(session) ? session + "~" + micros : session), queue, at);
        if (isLive) {
            call.heardLive();
        }
        calls.put(session, call);
        return call.begins(id, number, name);
    }

    private @Nullable List<CallEventRequest> offered(EslEvent event, String id, Instant at) {
        var agent = event.get("CC-Agent");
        var call = call(event.get("CC-Member-Session-UUID"));
        if (agent == null || event.get("CC-Member-Session-UUID") == null) {
            return null;
        }
        return call == null ? List.of() : call.offered(Names.id(agent), Names.eventId(id), at);
    }

    private @Nullable List<CallEventRequest> rangOut(EslEvent event, String id, Instant at) {
        var agent = event.get("CC-Agent");
        var call = call(event.get("CC-Member-Session-UUID"));
        var cause = event.get("CC-Hangup-Cause");
        if (agent == null || cause == null || event.get("CC-Member-Session-UUID") == null) {
            return null;
        }
        var reason = switch (cause) {
            // Another one answered, or the caller hung up.
            case "ORIGINATOR_CANCEL", "LOSE_RACE", "PICKED_OFF" -> null;
            case "USER_BUSY", "NORMAL_CIRCUIT_CONGESTION" -> "busy";
            case "CALL_REJECTED" -> "rejected";
            case "USER_NOT_REGISTERED", "SUBSCRIBER_ABSENT", "UNALLOCATED_NUMBER", "NO_ROUTE_DESTINATION" ->
                "unavailable";
            default -> "no_answer";
        };
        return call == null || reason == null
                ? List.of()
                : call.rangOut(Names.id(agent), reason, Names.eventId(id), at);
    }

    /// Of a call that began before the connection did, this may be the first event.
    private @Nullable List<CallEventRequest> connected(EslEvent event, String id, Instant at) {
        var session = event.get("CC-Member-Session-UUID");
        var queue = event.get("CC-Queue");
        var agent = event.get("CC-Agent");
        if (session == null || queue == null || agent == null) {
            return null;
        }
        var events = new ArrayList<CallEventRequest>();
        var call = call(session);
        if (call == null) {
            events.add(begin(event, session, queue, id + "/join", at));
            call = Objects.requireNonNull(call(session));
        }
        var channel = event.get("CC-Agent-UUID");
        if (channel != null) {
            agentChannels.put(channel, session);
        }
        events.addAll(call.connected(Names.id(agent), Names.eventId(id), at));
        return events;
    }

    private @Nullable List<CallEventRequest> left(EslEvent event, boolean brokenOut, Instant at) {
        var session = event.get("CC-Member-Session-UUID");
        var queue = event.get("CC-Queue");
        if (session == null || queue == null) {
            return null;
        }
        var call = call(session);
        // After a transfer the end in the first queue may come later than the start in the second, or in itself.
        if (call != null && call.queueId().equals(Names.id(queue)) && call.mayBeMember(event.get("CC-Member-UUID"))) {
            call.left(brokenOut, at);
        }
        return List.of();
    }

    private @Nullable List<CallEventRequest> held(EslEvent event, String id, Instant at) {
        var channel = event.get("Unique-ID");
        if (channel == null) {
            return null;
        }
        var call = party(event, channel);
        return call == null ? List.of() : call.held(channel, Names.eventId(id), at);
    }

    private @Nullable List<CallEventRequest> resumed(EslEvent event, String id, Instant at) {
        var channel = event.get("Unique-ID");
        if (channel == null) {
            return null;
        }
        var call = party(event, channel);
        return call == null ? List.of() : call.resumed(channel, Names.eventId(id), at);
    }

    /// The call that a channel of either side belongs to. An agent's has the caller's among its variables.
    private @Nullable MemberCall party(EslEvent event, String channel) {
        var own = call(channel);
        var agents = own == null ? call(agentChannels.get(channel)) : own;
        return agents == null ? call(event.get("variable_cc_member_session_uuid")) : agents;
    }

    private @Nullable List<CallEventRequest> hungUp(EslEvent event, Instant at) {
        var channel = event.get("Unique-ID");
        if (channel == null) {
            return null;
        }
        agentChannels.remove(channel);
        over.remove(channel);
        var call = calls.remove(channel);
        return call == null ? List.of() : call.hungUp(at);
    }

    private @Nullable MemberCall call(@Nullable String session) {
        var call = session == null ? null : calls.get(session);
        if (call != null) {
            call.heardLive();
        }
        return call;
    }

    /// All lists have come: calls that were missed begin, calls that are gone end. What was heard since they were asked
    /// for is newer.
    List<CallEventRequest> complete(FreeSwitchLists lists, Instant at) {
        over.removeIf(session -> !lists.hasChannel(session));
        var events = new ArrayList<CallEventRequest>();
        calls.entrySet().removeIf(each -> {
            var session = each.getKey();
            boolean isGone =
                    !each.getValue().isHeardLive() && lists.member(session) == null && !lists.hasChannel(session);
            if (isGone) {
                events.addAll(each.getValue().gone(at));
            }
            return isGone;
        });
        for (var member : lists.members()) {
            var call = calls.get(member.session());
            if (lists.hasChannel(member.session()) && (call == null || !call.isHeardLive())) {
                events.addAll(found(member, call, at));
            }
        }
        calls.forEach((session, call) -> {
            if (call.isHeardLive()) {
                return;
            }
            if (lists.member(session) == null) {
                call.left(false, at);
            }
            events.addAll(call.foundHeld(lists.isHeld(session), "found/" + at, at));
        });
        return events;
    }

    private List<CallEventRequest> found(Member member, @Nullable MemberCall known, Instant at) {
        var events = new ArrayList<CallEventRequest>();
        var joinedAt = member.joinedAt() == null ? at : member.joinedAt();
        var join = "join/" + joinedAt.getEpochSecond();
        if (known == null) {
            events.add(begin(member.session(), member.queue(), join, joinedAt, member.number(), member.name(), false));
        }
        var call = Objects.requireNonNull(calls.get(member.session()));
        var agent = member.agent();
        boolean isSame = member.isAnswered()
                && call.stage() == MemberCall.Stage.TALKING
                && Objects.equals(agent, call.agentId());
        if (isSame) {
            return events;
        }
        if (call.stage() != MemberCall.Stage.WAITING || !call.queueId().equals(member.queue())) {
            events.addAll(call.joined(member.queue(), join, within(joinedAt, at)));
        }
        var id = "/" + joinedAt.getEpochSecond();
        if (member.isAnswered() && agent != null) {
            events.addAll(call.connected(agent, Names.eventId("connect" + id), within(member.bridgedAt(), at)));
        } else if (!member.isRingAll()) {
            for (var rung : call.ringing()) {
                if (!rung.equals(agent)) {
                    events.addAll(call.rangOut(rung, "no_answer", Names.eventId("unanswered/" + at + rung), at));
                }
            }
            if (agent != null) {
                events.addAll(call.offered(agent, Names.eventId("ring/" + at), at));
            }
        }
        return events;
    }

    /// A moment of a whole second is taken for the last one of it: what was heard of that second came before.
    private static Instant within(@Nullable Instant second, Instant now) {
        if (second == null) {
            return now;
        }
        var last = second.plusSeconds(1);
        return now.isBefore(second) ? second : now.isBefore(last) ? now : last;
    }
}
