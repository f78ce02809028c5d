-- The sums of the annexes of an agenda as it was approved, by their address in its document (JSON).
ALTER TABLE agenda ADD COLUMN frozen_annexes TEXT NOT NULL DEFAULT '{}';
-- Approval fixed nothing before: what was approved and is not out is to be approved again.
UPDATE agenda SET state = '{"state":"drafting"}' WHERE state LIKE '{"state":"approved"%';
