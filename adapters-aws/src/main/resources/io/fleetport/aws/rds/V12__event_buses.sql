-- Buses that events are published on.

-- A bus for which events of all organizations wait, and the process that has it.
create table event_bus (
    bus        text collate "C" primary key,
    holder     uuid,
    held_until timestamptz check ((held_until is null) = (holder is null))
) with (fillfactor = 50);

-- What still has to be published. Filled by the commit of the event; goes with it when that is erased or forgotten.
create table event_bus_queue (
    bus          text collate "C" not null,
    position     bigint not null references event on delete cascade,
    organization text collate "C" not null,
    primary key (bus, position)
);
create index event_bus_queue_of_event on event_bus_queue (position);

-- What a bus refused for good; nothing of the event but its id and type.
create table event_refused (
    bus          text collate "C" not null,
    event_id     uuid not null references event (event_id) on delete cascade,
    organization text collate "C" not null,
    type         text collate "C" not null,
    refused_at   timestamptz not null,
    code         text not null,
    primary key (bus, event_id)
);
create index event_refused_of_event on event_refused (event_id);
create index event_refused_by_time on event_refused (organization, refused_at);

alter table event_bus_queue enable row level security;
create policy tenant on event_bus_queue to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on event_bus_queue to fleetport_tenant;
alter table event_refused enable row level security;
create policy tenant on event_refused to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on event_refused to fleetport_tenant;
