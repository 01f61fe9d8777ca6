-- Sharing kroner by a key, the other way round: every krone that anyone could get is a row with its claim,
-- weight / (2k - 1) for the k-th krone, and the strongest claims get what there is. No rate is looked for.
-- Nobody is more than 1/2 + weight * count / (2 * sum) kroner from the exact share, so only kroner near it need a row.
-- A sum is cast to a whole number, since PostgreSQL divides sums with decimals.
-- Double precision orders two quotients rightly as long as weight * (2k - 1) is below 2^52; equal fractions are equal.
WITH RECURSIVE
whole AS (
  SELECT w.case_id, c.total, CAST(SUM(w.weight) AS BIGINT) AS weight, COUNT(*) AS people
  FROM weights w JOIN cases c ON c.case_id = w.case_id
  WHERE w.weight > 0 GROUP BY w.case_id, c.total
),
near AS (
  SELECT w.case_id, w.position, w.weight,
         CASE WHEN a.total * w.weight / a.weight - a.people * w.weight / (2 * a.weight) - 2 > 0
              THEN a.total * w.weight / a.weight - a.people * w.weight / (2 * a.weight) - 2 ELSE 0 END AS sure,
         a.total * w.weight / a.weight + a.people * w.weight / (2 * a.weight) + 2 AS most,
         a.total
  FROM weights w JOIN whole a ON a.case_id = w.case_id
  WHERE w.weight > 0
),
claims(case_id, position, weight, most, k) AS (
  SELECT case_id, position, weight, most, sure + 1 FROM near
  UNION ALL
  SELECT case_id, position, weight, most, k + 1 FROM claims WHERE k < most
),
ranked AS (
  SELECT case_id, position,
         ROW_NUMBER() OVER (
           PARTITION BY case_id ORDER BY CAST(weight AS DOUBLE PRECISION) / (2 * k - 1) DESC, position
         ) AS place
  FROM claims
),
open_kroner AS (SELECT case_id, total - SUM(sure) AS kroner FROM near GROUP BY case_id, total),
won AS (
  SELECT r.case_id, r.position, COUNT(*) AS kroner
  FROM ranked r JOIN open_kroner o ON o.case_id = r.case_id
  WHERE r.place <= o.kroner GROUP BY r.case_id, r.position
)
SELECT n.case_id, n.position, n.sure + COALESCE(v.kroner, 0) AS kroner
FROM near n LEFT JOIN won v ON v.case_id = n.case_id AND v.position = n.position
ORDER BY n.case_id, n.position
