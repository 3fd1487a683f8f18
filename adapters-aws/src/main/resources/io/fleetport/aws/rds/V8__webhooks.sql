-- Events, and the webhooks they are delivered to.

-- What happened, written in the commit that makes it true. Within a lane (a vehicle or station) positions go up in the
-- order of the commits, because its commits come one after the other; between lanes they need not.
create table event (
    position     bigint generated always as identity primary key,
    event_id     uuid not null unique,
    organization text collate "C" not null,
    type         text collate "C" not null,
    vehicle_id   uuid,
    station_id   text collate "C",
    lane         text collate "C" not null generated always as
                 (case when vehicle_id is not null then 'vehicle/' || vehicle_id::text else 'station/' || station_id end) stored,
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null,
    body         bytea not null,
    spread       boolean not null default false,
    constraint event_subject check ((vehicle_id is null) <> (station_id is null))
);
create index event_not_spread on event (position) where not spread;
create index event_by_time on event (organization, recorded_at);
create index event_by_age on event (recorded_at);

create table webhook (
    webhook_id     uuid primary key,
    organization   text collate "C" not null,
    name           text not null,
    url            text not null,
    types          text[] not null,
    state          text collate "C" not null check (state in ('active', 'paused', 'disabled')),
    paused_because text collate "C" check ((paused_because is not null) = (state = 'paused')),
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    failing_since  timestamptz,
    secrets        bytea[] not null,
    secrets_until  timestamptz[] not null,
    version        bigint not null
);
create index webhook_by_time on webhook (organization, created_at, webhook_id);

-- What waits for a webhook, in the order of the position.
create table webhook_queue (
    webhook_id   uuid not null references webhook on delete cascade,
    lane         text collate "C" not null,
    position     bigint not null,
    event_id     uuid not null,
    organization text collate "C" not null,
    primary key (webhook_id, lane, position)
);
create index webhook_queue_oldest on webhook_queue (webhook_id, position);
create index webhook_queue_of_event on webhook_queue (event_id);

-- How the first event of each lane fares. There is one as long as something waits in it.
create table webhook_lane (
    webhook_id      uuid not null references webhook on delete cascade,
    lane            text collate "C" not null,
    organization    text collate "C" not null,
    due_at          timestamptz not null,
    attempts        integer not null default 0,
    failed_first_at timestamptz,
    claim           uuid,
    claimed_until   timestamptz check ((claimed_until is null) = (claim is null)),
    primary key (webhook_id, lane)
) with (fillfactor = 70);
create index webhook_lane_due on webhook_lane (webhook_id, due_at);
create index webhook_lane_claimed on webhook_lane (webhook_id, claimed_until) where claimed_until is not null;

create table webhook_attempt (
    attempt_id   uuid primary key,
    organization text collate "C" not null,
    webhook_id   uuid not null references webhook on delete cascade,
    event_id     uuid not null,
    type         text collate "C" not null,
    number       integer not null,
    at           timestamptz not null,
    took_ms      bigint not null,
    outcome      text collate "C" not null check (outcome in ('delivered', 'failed', 'given_up')),
    status       integer,
    error        text
);
create index webhook_attempt_by_time on webhook_attempt (webhook_id, at, attempt_id);
create index webhook_attempt_by_age on webhook_attempt (at);

alter table event enable row level security;
create policy tenant on event to fleetport_tenant using (organization = current_setting('fleetport.organization', true));
grant select on event to fleetport_tenant;
alter table webhook enable row level security;
create policy tenant on webhook to fleetport_tenant using (organization = current_setting('fleetport.organization', true));
grant select on webhook to fleetport_tenant;
alter table webhook_queue enable row level security;
create policy tenant on webhook_queue to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on webhook_queue to fleetport_tenant;
alter table webhook_lane enable row level security;
create policy tenant on webhook_lane to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on webhook_lane to fleetport_tenant;
alter table webhook_attempt enable row level security;
create policy tenant on webhook_attempt to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on webhook_attempt to fleetport_tenant;
