-- A function that runs with its owner's rights must not find a caller's temporary table first.
alter function index_search_text(text, uuid, text, text) set search_path = public, pg_temp;
alter function find_search_text(text, text, integer) set search_path = public, pg_temp;

-- The other indexes that begin like this leave archived items out, so the check of a stage that is deleted cannot use them.
create index items_of_stage on items (organization_id, workflow_id, stage_id);
