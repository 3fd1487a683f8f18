-- What must not be known or kept of vehicles and drivers.

-- An organization's own keys, each wrapped under a key that is not in this database.
create table data_key (
    organization text collate "C" not null,
    purpose      text collate "C" not null,
    key_id       text collate "C" not null,
    wrapped      bytea not null,
    primary key (organization, purpose)
);

-- A real VIN, sealed under a key of its vehicle's own; that key is wrapped under its organization's.
create table vin (
    vehicle_id   uuid primary key,
    organization text collate "C" not null,
    wrapped_key  bytea not null,
    sealed       bytea not null
);

-- When a vehicle's positions must not be kept. schedule: intervals of the week, none for always.
create table position_privacy (
    vehicle_id   uuid not null,
    organization text collate "C" not null,
    positions    text collate "C" not null check (positions in ('on', 'off')),
    schedule     text[] not null,
    version      bigint not null default 1,
    primary key (organization, vehicle_id)
);

-- An order to erase a vehicle, or what it said from from_at to until_at. While readmitted_at is null it is in force: what
-- it covers is refused. removed: rows or pieces so far, by place.
create table erasure (
    erasure_id    uuid primary key,
    organization  text collate "C" not null,
    vehicle_id    uuid not null,
    from_at       timestamptz,
    until_at      timestamptz check ((until_at is null) = (from_at is null)),
    reason        text not null,
    requested_by  text collate "C" not null,
    requested_at  timestamptz not null,
    state         text collate "C" not null check (state in ('requested', 'underway', 'finished')),
    removed       jsonb not null,
    finished_at   timestamptz check ((finished_at is not null) = (state = 'finished')),
    readmitted_at timestamptz,
    version       bigint not null default 1
);
create index erasure_by_time on erasure (organization, requested_at, erasure_id);
create index erasure_open on erasure (requested_at) where state <> 'finished';
create index erasure_in_force on erasure (vehicle_id) where readmitted_at is null;

-- As in V4.
do $$
declare
    name text;
begin
    foreach name in array array ['data_key', 'vin', 'position_privacy', 'erasure'] loop
        execute format('alter table %I enable row level security', name);
        execute format('create policy tenant on %I to fleetport_tenant'
            ' using (organization = current_setting(''fleetport.organization'', true))', name);
        execute format('grant select on %I to fleetport_tenant', name);
    end loop;
end
$$;
