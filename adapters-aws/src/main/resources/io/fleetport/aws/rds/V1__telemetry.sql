-- The organization is in every table and every query. Times are UTC at microseconds. Text is compared byte by byte
-- (collation C): the same order on every machine, and cheaper. The bytea columns hold the forms of application.encoding;
-- they are compact already, so the server is told not to compress them again.

-- A vehicle with all that is remembered of it between batches. Rewritten in place by almost every commit: half of each
-- page stays free so that the new version fits beside the old one (HOT) and no index is touched.
create table vehicle (
    vehicle_id    uuid primary key,
    organization  text collate "C" not null,
    name          text collate "C" not null,
    source        text collate "C" not null,
    first_seen_at timestamptz not null,
    version       bigint not null check (version > 0),
    state         bytea not null,
    track         bytea not null
) with (fillfactor = 50, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05);
alter table vehicle alter column state set storage external, alter column track set storage external;
create index vehicle_by_name on vehicle (organization, name, vehicle_id);

-- Every reading ever committed, one partition per month of the event time, made when first needed.
create table reading (
    organization text collate "C" not null,
    vehicle_id   uuid not null,
    observed_at  timestamptz not null,
    fingerprint  bigint not null,
    received_at  timestamptz not null,
    signals      bytea not null,
    primary key (vehicle_id, observed_at, fingerprint)
) partition by range (observed_at);
alter table reading alter column signals set storage external;

-- A trip as last told. What was not measured is null. The one underway is rewritten by almost every commit.
create table trip (
    trip_id           uuid primary key,
    organization      text collate "C" not null,
    vehicle_id        uuid not null,
    state             text collate "C" not null check (state in ('underway', 'finished', 'withdrawn')),
    revision          integer not null check (revision > 0),
    revision_reason   text collate "C" not null,
    started_at        timestamptz not null,
    ended_at          timestamptz check ((ended_at is not null) = (state = 'finished')),
    superseded_by     uuid check ((superseded_by is not null) = (state = 'withdrawn')),
    last_moving_at    timestamptz not null,
    duration_ns       bigint not null,
    moving_ns         bigint not null,
    distance_m        double precision not null,
    distance_source   text collate "C" not null,
    max_speed_mps     double precision not null,
    average_speed_mps double precision not null,
    energy_j          double precision,
    energy_source     text collate "C",
    fuel_m3           double precision,
    soc_start_percent double precision,
    soc_end_percent   double precision,
    start_latitude    double precision,
    start_longitude   double precision,
    end_latitude      double precision,
    end_longitude     double precision,
    coverage          double precision not null,
    stops             bytea not null,
    opening           bytea not null
) with (fillfactor = 60, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05);
alter table trip alter column stops set storage external, alter column opening set storage external;
create index trip_by_start on trip (organization, started_at, trip_id);
create index trip_of_vehicle on trip (vehicle_id, started_at, trip_id);
create index trip_underway on trip (vehicle_id) where state = 'underway';

-- An interval of a trip nobody can vouch for.
create table gap (
    trip_id        uuid not null,
    from_at        timestamptz not null,
    organization   text collate "C" not null,
    vehicle_id     uuid not null,
    until_at       timestamptz not null check (until_at > from_at),
    cause          text collate "C" not null,
    metres_between double precision,
    primary key (trip_id, from_at)
);
create index gap_by_time on gap (organization, from_at, vehicle_id, trip_id);
create index gap_of_vehicle on gap (vehicle_id, from_at, trip_id);

-- A message that could not become a reading.
create table dead_letter (
    id           uuid primary key,
    organization text collate "C" not null,
    vehicle_id   uuid not null,
    source       text collate "C" not null,
    reason       text collate "C" not null,
    detail       text not null,
    received_at  timestamptz not null,
    raw          bytea not null
);
create index dead_letter_by_time on dead_letter (organization, received_at, id);
create index dead_letter_of_vehicle on dead_letter (vehicle_id, received_at, id);

-- Raw messages of one commit on their way to the archive. A commit may hold several organizations' messages; each
-- message names its own inside the batch.
create table outbox (
    position      bigint generated always as identity primary key,
    batch_id      uuid not null unique,
    organizations text[] not null,
    committed_at  timestamptz not null default now(),
    messages      bytea not null
);
alter table outbox alter column messages set storage external;
