-- Only hashes of keys are kept. Roles and scopes are separated by commas.
create table hardening_api_key (
    id varchar(64) primary key,
    key_hash char(64) not null unique,
    name varchar(100) not null,
    hint varchar(64) not null,
    roles varchar(4000) not null,
    scopes varchar(4000) not null,
    tier varchar(64),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    disabled_at timestamp with time zone,
    revoked_at timestamp with time zone,
    replaced_by varchar(64),
    changed_at timestamp with time zone
);

create index hardening_api_key_changed on hardening_api_key (changed_at);
