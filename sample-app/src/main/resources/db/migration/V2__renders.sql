create table render (
    build char(12) primary key,
    client varchar(100) not null,
    scene varchar(100) not null,
    owner varchar(100),
    state varchar(10) not null,
    percent int not null,
    revision int not null,
    created_at timestamp with time zone not null default current_timestamp
);

create index render_created_at on render (created_at);
create index render_owner on render (owner, created_at);

create table tile (
    build char(12) not null references render (build) on delete cascade,
    filename varchar(60) not null,
    content bytea not null,
    primary key (build, filename)
);
