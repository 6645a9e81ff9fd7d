-- The secrets of second factors are encrypted, which makes them longer.
alter table account alter column totp_secret set data type varchar(255);
