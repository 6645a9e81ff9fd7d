create table stored_file (
    file_key varchar(100) primary key,
    owner varchar(100) not null,
    name varchar(255) not null,
    content_type varchar(100) not null,
    size bigint not null,
    sha256 char(64) not null,
    content bytea not null,
    created_at timestamp with time zone not null default current_timestamp
);

create index stored_file_owner on stored_file (owner, created_at);
