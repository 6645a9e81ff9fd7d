-- Sessions and revocations of tokens, and links that were used. No names and no credentials.
create table hardening_shared_state (
    space varchar(32) not null,
    id varchar(128) not null,
    content varchar(128) not null,
    expires_at timestamp with time zone not null,
    primary key (space, id)
);

create index hardening_shared_state_expires on hardening_shared_state (expires_at);
