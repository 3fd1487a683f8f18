-- Pages of usage that were written down: the same page again counts nothing.

create table usage_page (
    id         uuid primary key,
    written_at timestamptz not null default now()
);
create index usage_page_by_time on usage_page (written_at);
