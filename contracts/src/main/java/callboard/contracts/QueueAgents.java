package callboard.contracts;

/// A queue's agents: `GET /api/agents/queues`. They are those who signed in for it, and whoever has a call of it now.
///
/// @param available ready for a call
/// @param onCalls   rung, on a call, holding or in after-call work
/// @param away      signed in and unavailable
public record QueueAgents(String queueId, int available, int onCalls, int away) {}
