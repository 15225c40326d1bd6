package callboard.calls.outbox;

/// How what was published is handed over to webhooks: in the statement that removes it from the outbox, so that each of
/// them is told of it exactly once, in the outbox's order. With no webhook that is enabled none of it is run.
final class WebhookHandover {

    // Claims of callbacks are for those who watch. The webhook is held, so that it isn't deleted in between. Several
    // relays
    // count what full ones miss: in one order, or they would wait for each other.
    private static final String TO_EACH = """
            , news as (
              select id, call_id, payload, message ->> 'queueId' as queue_id,
                case channel
                  when 'call-status-updates' then 'call.' || substr(message ->> 'eventType', length('call_') + 1)
                  when 'call-alerts' then 'alert.raised'
                  when 'call-alerts-acknowledged' then 'alert.acknowledged'
                  when 'call-alerts-acknowledged-at-once' then 'alerts.acknowledged'
                  when 'call-alerts-cleared' then 'alert.cleared'
                end as type
              from (select *, payload::json as message from gone where not told) as untold
            ), wanted as materialized (
              select news.*, hook.name as webhook, hook.is_full
              from news join webhooks as hook on hook.enabled
                and (cardinality(hook.types) = 0 or news.type = any(hook.types))
                and (cardinality(hook.queue_ids) = 0 or news.queue_id = any(hook.queue_ids))
              where news.type is not null
              for key share of hook
            ), kept as (
              insert into webhook_messages (webhook, type, call_id, lane, payload)
              select webhook, type, nullif(call_id, ''),
                     case call_id when '' then '/queues/' || coalesce(queue_id, '') else call_id end, payload
              from wanted where not is_full order by id
            ), full_ones as materialized (
              select name from webhooks where name in (select webhook from wanted where is_full)
              order by name for no key update
            ), left_out as (
              update webhooks as hook set dropped = hook.dropped + more.messages
              from (select webhook, count(*) as messages from wanted where is_full group by webhook) as more
                join full_ones on full_ones.name = more.webhook
              where hook.name = more.webhook
            )
            """;

    /// Removes rows, and hands over those that nobody was told of; goes on with a `select`. Its parameter is their ids.
    static final String REMOVING = """
            with gone as (
              delete from outbox where id = any(?) returning id, channel, call_id, payload, told
            )""" + TO_EACH;

    /// Hands rows over that stay for now. Its parameter is their ids.
    static final String STAYING = """
            with gone as (
              update outbox set told = true where id = any(?) and not told
              returning id, channel, call_id, payload, false as told
            )""" + TO_EACH + "select count(*) from wanted";

    private WebhookHandover() {}
}
