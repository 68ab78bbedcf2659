-- A list of open items in the order of change or age must not walk past every finished one: 1 % of a large organization is open.
create index items_open_updated on items (organization_id, updated_at, item_id) where finished_at is null and archived_at is null;
create index items_open_created on items (organization_id, created_at, item_id) where finished_at is null and archived_at is null;
