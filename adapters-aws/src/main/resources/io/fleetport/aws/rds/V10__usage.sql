-- What each organization used in each full hour, UTC. Added to every few seconds by each process.
create table usage (
    organization text collate "C" not null,
    hour         timestamptz not null,
    meter        text collate "C" not null,
    amount       bigint not null check (amount > 0),
    primary key (organization, hour, meter)
);
alter table usage enable row level security;
create policy tenant on usage to fleetport_tenant using (organization = current_setting('fleetport.organization', true));
grant select on usage to fleetport_tenant;
