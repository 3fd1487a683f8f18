-- The second lock under the organization of every query: what is asked for a tenant is asked as the role fleetport_tenant,
-- which sees the rows of the organization that the transaction names, and none when it names none. The owner of the tables,
-- as whom the service commits, is not held by it: a commit holds rows of many organizations.

-- Roles belong to the whole server: another database of it may have made this one, or may be making it right now.
do $$
begin
    begin
        if not exists (select from pg_roles where rolname = 'fleetport_tenant') then
            create role fleetport_tenant nologin;
        end if;
    exception
        when duplicate_object or unique_violation then
            null;
    end;
    -- Whoever makes a role may give it away, to itself too, but cannot become it before that.
    if current_setting('server_version_num')::integer >= 160000 then
        if not pg_has_role(current_user, 'fleetport_tenant', 'SET') then
            execute format('grant fleetport_tenant to %I with inherit false, set true', current_user);
        end if;
    elsif not pg_has_role(current_user, 'fleetport_tenant', 'MEMBER') then
        execute format('grant fleetport_tenant to %I', current_user);
    end if;
    if not has_schema_privilege('fleetport_tenant', current_schema(), 'USAGE') then
        execute format('grant usage on schema %I to fleetport_tenant', current_schema());
    end if;
exception
    when insufficient_privilege then
        raise exception 'the database user % may not set up the role fleetport_tenant: have an administrator run "create role fleetport_tenant nologin; grant fleetport_tenant to %;" and start again',
            current_user, quote_ident(current_user) using errcode = 'ZF001';
end
$$;

-- Partitions are reached through their table, whose policy holds for them; the role has no right to any of them.
do $$
declare
    name text;
begin
    foreach name in array array ['vehicle', 'reading', 'trip', 'gap', 'dead_letter', 'station', 'station_report',
        'charging_session', 'swap', 'battery_pack', 'pack_move', 'station_gap', 'station_command'] loop
        execute format('alter table %I enable row level security', name);
        execute format('create policy tenant on %I to fleetport_tenant'
            ' using (organization = current_setting(''fleetport.organization'', true))', name);
        execute format('grant select on %I to fleetport_tenant', name);
    end loop;
end
$$;

-- What a tenant changes by itself, one thing at a time.
grant insert (station_id, organization, name, latitude, longitude, registered_at, state, memory),
    update (name, latitude, longitude) on station to fleetport_tenant;
grant insert, update (outcome, settled_at, detail) on station_command to fleetport_tenant;
