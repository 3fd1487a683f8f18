-- Documents: what is known of each. Their bytes lie elsewhere.

create table document (
    document_id     uuid primary key,
    organization    text collate "C" not null,
    kind            text collate "C" not null check (kind in ('dashcam_clip', 'trip_document')),
    vehicle_id      uuid not null,
    trip_id         uuid check (trip_id is not null or kind <> 'trip_document'),
    name            text not null,
    type            text collate "C" not null,
    bytes           bigint not null check (bytes > 0),
    sha256          bytea not null check (length(sha256) = 32),
    recorded_at     timestamptz not null,
    declared_by     text not null,
    declared_at     timestamptz not null,
    state           text collate "C" not null check (state in ('awaiting_upload', 'available', 'refused')),
    awaited_until   timestamptz,
    settled_at      timestamptz,
    refused_because text collate "C",
    constraint document_state check (
        (awaited_until is not null) = (state = 'awaiting_upload')
        and (settled_at is not null) = (state <> 'awaiting_upload')
        and (refused_because is not null) = (state = 'refused'))
);
create index document_by_time on document (organization, declared_at, document_id);
create index document_by_vehicle on document (organization, vehicle_id, declared_at, document_id);
create index document_by_trip on document (trip_id) where trip_id is not null;
create index document_overdue on document (awaited_until) where state = 'awaiting_upload';

alter table document enable row level security;
create policy tenant on document to fleetport_tenant using (organization = current_setting('fleetport.organization', true));
grant select on document to fleetport_tenant;
