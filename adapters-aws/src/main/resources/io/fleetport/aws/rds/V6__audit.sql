-- Who did what: one chain of entries for each organization (the hashes: io.fleetport.domain.audit.EntryHash). Entries are
-- added and never change; that they do not is guarded here and proven by the chain.
create table audit_entry (
    organization  text collate "C" not null,
    number        bigint not null check (number > 0),
    at            timestamptz not null,
    subject       text collate "C" not null,
    impersonator  text collate "C",
    address       text collate "C" not null,
    request_id    text collate "C",
    action        text collate "C" not null,
    kind          text collate "C" not null,
    object_id     text collate "C" not null,
    reason        text,
    detail_names  text[] not null,
    detail_values text[] not null,
    previous_hash bytea not null check (octet_length(previous_hash) = 32),
    hash          bytea not null check (octet_length(hash) = 32),
    primary key (organization, number)
);
create index audit_entry_by_time on audit_entry (organization, at);

-- Where each chain ends. Whoever adds an entry holds the row until it is there.
create table audit_head (
    organization text collate "C" primary key,
    number       bigint not null,
    hash         bytea not null check (octet_length(hash) = 32)
) with (fillfactor = 50);

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'entries of the audit log are neither changed nor removed' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entry_stays before update or delete or truncate on audit_entry
    for each statement execute function audit_refuse();
create trigger audit_head_stays before delete or truncate on audit_head
    for each statement execute function audit_refuse();

create function audit_one_further() returns trigger language plpgsql as $$
begin
    if new.organization <> old.organization or new.number <> old.number + 1 then
        raise exception 'an audit log grows by one entry at a time' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger audit_head_grows before update on audit_head for each row execute function audit_one_further();

alter table audit_entry enable row level security;
create policy tenant on audit_entry to fleetport_tenant using (organization = current_setting('fleetport.organization', true));
grant select, insert on audit_entry to fleetport_tenant;
alter table audit_head enable row level security;
create policy tenant on audit_head to fleetport_tenant using (organization = current_setting('fleetport.organization', true));
grant select, insert, update (number, hash) on audit_head to fleetport_tenant;
