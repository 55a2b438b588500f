-- 0004_maintenance: see the header of this file once it has content.
SELECT 1;
