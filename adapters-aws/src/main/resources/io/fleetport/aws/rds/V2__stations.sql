-- Charging and battery-swap stations. What holds for the tables of V1 holds here: the organization is in every table and
-- every query, times are UTC at microseconds, text is compared byte by byte, bytea is not compressed again.

-- A station with all that is remembered of it between batches. Version 0: registered, nothing heard yet. Registering
-- writes name and position, commits write the rest; both rewrite the row in place (HOT), as long as no index is added.
-- Status, reported position and the states of charge of the ready packs are in state as well: they are here to be
-- searched. Which position counts is the same everywhere: the one reported, else the one registered.
create table station (
    station_id         text collate "C" primary key,
    organization       text collate "C" not null,
    name               text collate "C" not null,
    latitude           double precision,
    longitude          double precision check ((longitude is null) = (latitude is null)),
    registered_at      timestamptz not null,
    version            bigint not null default 0 check (version >= 0),
    status             text collate "C",
    reported_latitude  double precision,
    reported_longitude double precision check ((reported_longitude is null) = (reported_latitude is null)),
    at_latitude        double precision generated always as (coalesce(reported_latitude, latitude)) stored,
    at_longitude       double precision generated always as (coalesce(reported_longitude, longitude)) stored,
    ready_socs         double precision[] not null default '{}',
    state              bytea not null,
    memory             bytea not null
) with (fillfactor = 50, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05);
alter table station alter column state set storage external, alter column memory set storage external;
create index station_by_id on station (organization, station_id);

-- Every report ever committed, one partition per month of the event time, made when first needed.
create table station_report (
    organization         text collate "C" not null,
    station_id           text collate "C" not null,
    observed_at          timestamptz not null,
    fingerprint          bigint not null,
    received_at          timestamptz not null,
    status               text collate "C" not null,
    batteries_available  integer not null,
    batteries_charging   integer not null,
    temperature_c        double precision,
    humidity_percent     double precision,
    connectors_available integer,
    connectors_charging  integer,
    power_w              double precision,
    energy_j             double precision,
    latitude             double precision,
    longitude            double precision,
    firmware             text collate "C",
    primary key (station_id, observed_at, fingerprint)
) partition by range (observed_at);

-- A charging session as last told, with the facts it is told from. over_at is when it ended, or when one that was closed
-- by rule was last heard of.
create table charging_session (
    station_id        text collate "C" not null,
    session_id        text collate "C" not null,
    organization      text collate "C" not null,
    state             text collate "C" not null check (state in ('underway', 'finished', 'closed_by_rule')),
    started_at        timestamptz not null,
    over_at           timestamptz check ((over_at is null) = (state = 'underway')),
    closure           text collate "C" check ((closure is not null) = (state = 'closed_by_rule')),
    connector_id      text collate "C",
    vehicle_id        uuid,
    energy_j          double precision,
    energy_source     text collate "C" check ((energy_source is null) = (energy_j is null)),
    soc_start_percent double precision,
    soc_end_percent   double precision,
    peak_w            double precision,
    rated_w           double precision,
    flags             text[] not null,
    facts             bytea not null,
    primary key (station_id, session_id)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
alter table charging_session alter column facts set storage external;
create index charging_session_by_start on charging_session (organization, started_at, station_id, session_id);
create index charging_session_of_station on charging_session (station_id, started_at, session_id);
create index charging_session_over on charging_session (station_id, over_at);
create index charging_session_underway on charging_session (station_id) where state = 'underway';

-- A swap as last told, with the facts it is told from. over_at is when it was completed, aborted or given up.
create table swap (
    station_id            text collate "C" not null,
    swap_id               text collate "C" not null,
    organization          text collate "C" not null,
    state                 text collate "C" not null check (state in ('underway', 'completed', 'aborted', 'abandoned')),
    vehicle_id            uuid,
    started_at            timestamptz not null,
    over_at               timestamptz check ((over_at is null) = (state = 'underway')),
    reason                text collate "C",
    returned_pack_id      text collate "C",
    returned_slot_id      text collate "C",
    returned_soc_percent  double precision,
    delivered_pack_id     text collate "C",
    delivered_slot_id     text collate "C",
    delivered_soc_percent double precision,
    facts                 bytea not null,
    primary key (station_id, swap_id)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
alter table swap alter column facts set storage external;
create index swap_by_start on swap (organization, started_at, station_id, swap_id);
create index swap_of_station on swap (station_id, started_at, swap_id);
create index swap_underway on swap (station_id) where state = 'underway';

-- A battery pack as last told. What the newest word did not say is from before.
create table battery_pack (
    organization   text collate "C" not null,
    pack_id        text collate "C" not null,
    observed_at    timestamptz not null,
    station_id     text collate "C" not null,
    slot_id        text collate "C" not null,
    soc_percent    double precision,
    health_percent double precision,
    temperature_c  double precision,
    primary key (organization, pack_id)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);

-- One piece of evidence of where a pack was. kind: 0 it left the slot, 1 it was seen in it, 2 it came into it; of several
-- at one time the greater counts as later. The key is the order in which moves count.
create table pack_move (
    organization   text collate "C" not null,
    pack_id        text collate "C" not null,
    observed_at    timestamptz not null,
    kind           smallint not null check (kind between 0 and 2),
    station_id     text collate "C" not null,
    evidence       text collate "C" not null,
    slot_id        text collate "C" not null,
    vehicle_id     uuid,
    soc_percent    double precision,
    health_percent double precision,
    temperature_c  double precision,
    primary key (organization, pack_id, observed_at, kind, station_id, evidence, slot_id)
);

-- Events of a station that were numbered but never came.
create table station_gap (
    station_id   text collate "C" not null,
    boot         bigint not null,
    first_number bigint not null,
    organization text collate "C" not null,
    last_number  bigint not null check (last_number >= first_number),
    from_at      timestamptz not null,
    until_at     timestamptz not null check (until_at >= from_at),
    primary key (station_id, boot, first_number)
);
create index station_gap_by_time on station_gap (station_id, from_at, boot, first_number);

-- What a station was asked to do, and what became of it.
create table station_command (
    command_id    uuid primary key,
    organization  text collate "C" not null,
    station_id    text collate "C" not null,
    instruction   text collate "C" not null,
    slot_id       text collate "C",
    connector_id  text collate "C",
    pack_id       text collate "C",
    limit_percent double precision,
    issued_by     text collate "C" not null,
    issued_at     timestamptz not null,
    expires_at    timestamptz not null check (expires_at > issued_at),
    outcome       text collate "C" not null check (outcome in ('pending', 'sent', 'accepted', 'completed', 'rejected',
                  'failed', 'expired', 'not_sent', 'unknown')),
    settled_at    timestamptz check ((settled_at is null) = (outcome in ('pending', 'sent', 'accepted'))),
    detail        text
);
create index station_command_by_time on station_command (organization, issued_at, command_id);
create index station_command_of_station on station_command (station_id, issued_at, command_id);
create index station_command_open on station_command (expires_at) where settled_at is null;

-- A message of a station can be a dead letter too.
alter table dead_letter
    alter column vehicle_id drop not null,
    add column station_id text collate "C",
    add constraint dead_letter_subject check ((vehicle_id is null) <> (station_id is null));
create index dead_letter_of_station on dead_letter (station_id, received_at, id) where station_id is not null;
