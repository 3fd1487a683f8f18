-- Commits on their way to the archive as one batch carry the id of the first of them. It is written before the batch is
-- given out, so that after a crash the very same batch is given again and its file is found to be there.
alter table outbox add column handed_out_as uuid;
create index outbox_handed_out on outbox (handed_out_as) where handed_out_as is not null;
