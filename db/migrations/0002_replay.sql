-- 0002_replay: see the header of this file once it has content.
SELECT 1;
