-- Answers to requests that may be sent again, and the claims of those underway (docs/adr/0014). What is in here is sealed
-- with keys that only the callers know.
create table idempotent_answer (
    organization text collate "C" not null,
    request      text collate "C" not null,
    fingerprint  text collate "C" not null,
    answer       bytea,
    claimed_at   timestamptz      not null,
    ends_at      timestamptz      not null,
    primary key (organization, request)
);
create index idempotent_answer_ends on idempotent_answer (ends_at);

alter table idempotent_answer enable row level security;
create policy tenant on idempotent_answer to fleetport_tenant
    using (organization = current_setting('fleetport.organization', true));
grant select on idempotent_answer to fleetport_tenant;
