-- What this installation remembers about itself.
create table instance_settings (
  name text primary key,
  value text not null,
  changed_at timestamptz not null
);

-- Organizations whose people have lost access and whose rows are still to be deleted, by the owner role, in the background.
create table removed_organizations (
  removed_id uuid primary key,
  removed_at timestamptz not null
);

-- Every request with an API key starts here.
create unique index keys_secret on keys (organization_id, secret_hash);

create index people_name on people (organization_id, lower(name), person_id);
create index people_email on people (organization_id, lower(email)) where email is not null;

alter table invitations add column person_id uuid;
comment on column invitations.person_id is 'the recorded person whose history the invited one takes over';
alter table invitations add foreign key (organization_id, person_id) references people (organization_id, person_id);
create index on invitations (organization_id, person_id);
create unique index invitations_token on invitations (organization_id, token_hash);
create unique index invitations_open on invitations (organization_id, email) where accepted_at is null and revoked_at is null;
