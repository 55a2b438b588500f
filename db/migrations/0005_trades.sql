-- 0005_trades: see the header of this file once it has content.
SELECT 1;
