-- Accounts, what is in which fleet, who may do what, and which vehicle is whose. What holds for the tables of V1 holds here.

create table organization (
    organization        text collate "C" primary key,
    name                text collate "C" not null,
    state               text collate "C" not null check (state in ('active', 'suspended')),
    readings_per_second integer not null,
    connections         integer not null,
    requests_per_second integer not null,
    history_days        integer not null,
    created_at          timestamptz not null
);

create table fleet (
    organization text collate "C" not null,
    fleet_id     text collate "C" not null,
    name         text collate "C" not null,
    created_at   timestamptz not null,
    primary key (organization, fleet_id)
);

create table fleet_vehicle (
    organization text collate "C" not null,
    fleet_id     text collate "C" not null,
    vehicle_id   uuid not null,
    primary key (organization, fleet_id, vehicle_id),
    foreign key (organization, fleet_id) references fleet on delete cascade
);

create table fleet_station (
    organization text collate "C" not null,
    fleet_id     text collate "C" not null,
    station_id   text collate "C" not null,
    primary key (organization, fleet_id, station_id),
    foreign key (organization, fleet_id) references fleet on delete cascade
);

-- Fleets null: all of the organization. An array without elements: none.
create table member (
    organization text collate "C" not null,
    subject      text collate "C" not null,
    name         text collate "C" not null,
    roles        text[] not null,
    fleets       text[],
    since        timestamptz not null,
    primary key (organization, subject)
);

create table custom_role (
    organization text collate "C" not null,
    name         text collate "C" not null,
    permissions  text[] not null check (not 'operate' = any (permissions)),
    primary key (organization, name)
);

-- The secret is 256 random bits; only its SHA-256 is here.
create table api_key (
    key_id       text collate "C" primary key,
    organization text collate "C" not null,
    name         text collate "C" not null,
    roles        text[] not null,
    permissions  text[] not null,
    fleets       text[],
    created_at   timestamptz not null,
    created_by   text collate "C" not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    impersonator text collate "C",
    secret_hash  bytea not null check (length(secret_hash) = 32)
) with (fillfactor = 80);
create index api_key_by_time on api_key (organization, created_at, key_id);

-- The code is the VIN's HMAC under the key of the whole service: the one thing by which vehicles are compared across
-- organizations. The two unique indexes are what keeps one vehicle from having two holders.
create table vehicle_claim (
    claim_id     uuid primary key,
    organization text collate "C" not null,
    vehicle_id   uuid not null,
    vin_code     bytea not null check (length(vin_code) = 32),
    state        text collate "C" not null
                 check (state in ('pending', 'proven', 'approved', 'rejected', 'released')),
    claimed_at   timestamptz not null,
    claimed_by   text collate "C" not null,
    proof        text collate "C",
    decided_at   timestamptz check ((decided_at is null) = (decided_by is null)),
    decided_by   text collate "C"
);
create unique index vehicle_claim_live on vehicle_claim (organization, vehicle_id)
    where state in ('pending', 'proven', 'approved');
create unique index vehicle_claim_holder on vehicle_claim (vin_code) where state in ('proven', 'approved');
create index vehicle_claim_by_code on vehicle_claim (vin_code) where state in ('pending', 'proven', 'approved');
create index vehicle_claim_by_time on vehicle_claim (organization, claimed_at, claim_id);
create index vehicle_claim_pending on vehicle_claim (claimed_at, claim_id) where state = 'pending';

alter table organization enable row level security;
create policy tenant on organization to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on organization to fleetport_tenant;

alter table fleet enable row level security;
create policy tenant on fleet to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on fleet to fleetport_tenant;

alter table fleet_vehicle enable row level security;
create policy tenant on fleet_vehicle to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on fleet_vehicle to fleetport_tenant;

alter table fleet_station enable row level security;
create policy tenant on fleet_station to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on fleet_station to fleetport_tenant;

alter table member enable row level security;
create policy tenant on member to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on member to fleetport_tenant;

alter table custom_role enable row level security;
create policy tenant on custom_role to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on custom_role to fleetport_tenant;

alter table api_key enable row level security;
create policy tenant on api_key to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on api_key to fleetport_tenant;

alter table vehicle_claim enable row level security;
create policy tenant on vehicle_claim to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on vehicle_claim to fleetport_tenant;
