-- Written by the backup when its dump is stored and could be read again; read for the age of the last.
create table backup (
    name varchar(100) primary key,
    bytes bigint not null,
    finished_at timestamp with time zone not null default current_timestamp
);

create index backup_finished_at on backup (finished_at);
